"""Pages that are ready: an anonymous reader's answer is kept until anything that readers see changes.

Who calls whom: `middleware` (and the gateway, `config.gateway`) ask `front` for a ready answer; `front` reads the `generation`,
looks into the `store` by the key of `keys`, and makes an answer of an `entry` (`answers`). A page that is not ready is made once
(`flights`), under the generation that was read before, and ends at the next moment that the clock changes something (`moments`).
Triggers in the database (`triggers`, `tracked`) raise the generation in the transaction of each change; a page of which all that it was
made from is the same is kept on (`reads`). See docs/decisions/0057.
"""
