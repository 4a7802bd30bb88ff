"""Pages with videos: their content security policy allows the hosts of players, wherever the page is shown."""

from csp.decorators import csp_replace

from core.blocks.players import PLAYER_HOSTS


def allow_players(response):
    """Let a response load players of videos, and return it."""
    return csp_replace({"frame-src": PLAYER_HOSTS})(lambda: response)()


class PlayerPolicyMixin:
    """Mixin of pages with a `body`; what shows the text of such a page elsewhere asks `loads_players` too."""

    @property
    def loads_players(self) -> bool:
        """Whether the page has a video that loads a player when a reader asks for it."""
        return any(block.block_type == "video" for block in self.body)

    def serve(self, request, *args, **kwargs):
        """Serve the page with the policy that its videos need."""
        response = super().serve(request, *args, **kwargs)
        return allow_players(response) if self.loads_players else response

    def serve_preview(self, request, mode_name):
        """Serve a draft with the policy that its videos need."""
        response = super().serve_preview(request, mode_name)
        return allow_players(response) if self.loads_players else response
