"""A site with one thing of every kind that an address of the editing screens can ask for, and a client per role."""

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from editorial.groups import RESEARCHER, ROLES, STUDENT
from editorial.models import BoardMember
from knowledge.models import Proposal
from maps.models import OutlineSet
from media.models import PublicCollection, SiteMedia
from search.models.curation import CompoundException, Promotion, RankingExpectation, Synonym
from talkshows.models.consent import Consent
from tests import factories
from tests.clients import sign_in
from tests.publishing import submit


class World:
    """A site with one thing of every kind that an address can ask for."""

    def __init__(self):
        self.users = {role: factories.UserFactory(role) for role in ROLES}
        self.users["administrator"] = factories.UserFactory(is_superuser=True)
        options = {"raise_request_exception": False}
        self.clients = {"anonymous": Client(**options)}
        self.clients |= {role: sign_in(user, **options) for role, user in self.users.items()}
        english, _made = Locale.objects.get_or_create(language_code="en")
        # Numbers as on a large site: what uses a file is looked for by its number, and small ones stand in every text.
        self.image, self.document = factories.SiteImageFactory(pk=710_001), factories.SiteDocumentFactory(pk=720_001)
        self.media = SiteMedia.objects.create(
            pk=730_001, title="Geluid", type="audio", file="media/geluid.mp3", duration=1
        )
        self.page = factories.CasePageFactory(
            title="Van een ander", hero_image=self.image, owner=self.users["administrator"]
        )
        self.revision = self.page.save_revision(user=self.users["administrator"])
        self.own = factories.CasePageFactory(parent=self.page.get_parent(), title="Eigen", publish=False)
        self.workflow = Workflow.objects.get(active=True)
        self.idle_task = GroupApprovalTask.objects.create(name="Rust", active=False)
        self.state = submit(self.page, self.users["administrator"])
        source, _made = TranslationSource.update_or_create_from_instance(self.page)
        self.translation = Translation.objects.create(source=source, target_locale=english)
        home = self.page.get_parent().get_parent()
        for above in (home, self.page.get_parent()):
            above.copy_for_translation(english)
        self.translation.save_target(publish=False)
        self.redirect = Redirect.objects.create(old_path="/oud", redirect_link="/nieuw")
        self.collection = Collection.get_first_root_node().add_child(name="Map")
        self.upload = UploadedFile.objects.create(file="x.pdf", uploaded_by_user=self.users["administrator"])
        records = [
            factories.OrganisationFactory(),
            factories.PersonFactory(),
            factories.ThemeFactory(),
            factories.PlaceFactory(),
            factories.InitiativeFactory(),
        ]
        records.append(PublicCollection.objects.create(collection=self.collection, reason="Pers"))
        city = factories.PlaceFactory(level="city")
        records.append(OutlineSet.objects.create(city=city, level="district", licence="CC0", source="Gemeente"))
        self.records = {type(record): record for record in records}
        self.editing = {
            "synoniemen": Synonym.objects.create(language="nl", typed="ov", also="openbaar vervoer"),
            "samenstellingen": CompoundException.objects.create(word="stadslab", parts="stads lab"),
            "tips": Promotion.objects.create(language="nl", words="wonen", page=self.page),
            "redactieraad": BoardMember.objects.create(user=self.users[RESEARCHER]),
            "beloften": RankingExpectation.objects.create(language="nl", words="wonen", entry=self.page),
        }

        self.proposal = Proposal.objects.create(
            demand=factories.DemandPageFactory(),
            offer=factories.OfferPageFactory(),
            demand_answer=True,
            offer_answer=True,
        )
        self.episode = factories.EpisodePageFactory()
        self.consent = Consent.objects.create(
            entry_key=self.episode.translation_key, name="Gast", agreed="Beeld en geluid"
        )

    def samples(self, page) -> dict:
        """Return a value for every part of an address; `page` is the one that is asked about."""
        states = self.state.task_states.first()
        text, override = StringSegment.objects.first(), OverridableSegment.objects.first()
        return {
            **{f"{space}:pk": record.pk for space, record in self.editing.items()},
            "page_id": page.pk, "parent_page_id": page.get_parent().pk, "page_to_move_id": page.pk, "page_pk": page.pk,
            "destination_id": page.get_parent().pk, "revision_id": page.latest_revision_id or self.revision.pk,
            "revision_id_a": "earliest", "revision_id_b": "latest", "task_state_id": states.pk, "task_id": states.task_id,
            "workflow_state_id": self.state.pk, "workflow_pk": self.workflow.pk, "action_name": "approve",
            "image_id": self.image.pk, "document_id": self.document.pk, "doc_id": self.document.pk, "media_id": self.media.pk,
            "media_type": "audio", "filter_spec": "width-20", "uploaded_file_id": self.upload.pk, "redirect_id": self.redirect.pk,
            "collection_id": self.collection.pk, "translation_source_id": self.translation.source_id,
            "translation_id": self.translation.pk, "string_segment_id": text.pk if text else 1,
            "overridable_segment_id": override.pk if override else 1, "mode": "standaard", "kind": "case",
            "content_type_app_name": "knowledge", "content_type_model_name": "casepage", "app_label": "knowledge",
            "model_name": "casepage", "app_name": "taggit", "action": "publish", "object_id": page.pk, "session_id": 1,
            "uidb36": "1", "uidb64": "MQ", "key": "abc", "token": "abc",
            "matching_propose:demand": self.proposal.demand_id, "matching_propose:offer": self.proposal.offer_id,
            "matching_withdraw:pk": self.proposal.pk, "matching_case:pk": self.proposal.pk,
            "promotion:pk": self.episode.pk, "completeness:pk": page.pk,
            "consents:pk": self.episode.pk, "edit_consent:pk": self.consent.pk, "withdraw_consent:pk": self.consent.pk,
            "correct_lines:pk": self.episode.pk, "correct_lines:language": "nl",
            "handbook_chapter:slug": "pdfs", "open_notice:pk": 1, "change_date:pk": page.pk, "change_date:kind": "review", "wagtailadmin_pages:pk": page.pk, "make_next:pk": page.pk, "wagtailadmin_api:pages:pk": page.pk,
            "wagtailadmin_api:documents:pk": self.document.pk, "wagtailadmin_api:images:pk": self.image.pk,
            "wagtailadmin_collections:pk": self.collection.pk, "wagtailadmin_workflows:pk": self.workflow.pk,
            "wagtailadmin_workflows:add_task:app_label": "wagtailcore", "wagtailadmin_workflows:add_task:model_name": "groupapprovaltask",
            "wagtailadmin_workflows:edit_task:pk": states.task_id, "wagtailadmin_workflows:disable_task:pk": states.task_id,
            "wagtailadmin_workflows:enable_task:pk": self.idle_task.pk,
            "wagtail_bulk_action": f"?id={page.pk}", "wagtail_bulk_action:app_label": "wagtailcore", "wagtail_bulk_action:model_name": "page",
            "wagtailadmin_tag_model_autocomplete:model_name": "tag",
            "wagtail_localize:app_label": "directory", "wagtail_localize:model_name": "theme",
            **{f"{name}:{part}": value for name in ("record_api", "record_api_item")
               for part, value in {"app_label": "directory", "model_name": "theme"}.items()},
            "record_api_item:pk": next(record.pk for model, record in self.records.items() if model.__name__ == "Theme"),
            "wagtail_localize:pk": next(record.pk for model, record in self.records.items() if model.__name__ == "Theme"),
            "wagtaillocales:pk": self.translation.target_locale_id, "wagtailusers_users:pk": self.users[STUDENT].pk,
            "wagtailusers_groups:pk": Group.objects.get(name=STUDENT).pk, "wagtailsites:pk": Site.objects.first().pk,
            "copy_file:kind": "image", "copy_file:pk": self.image.pk,
            "wagtaildocs_chooser:pk": self.document.pk, "wagtailimages_chooser:pk": self.image.pk,
        }  # fmt: skip
