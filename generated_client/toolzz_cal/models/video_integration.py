# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The values of VideoIntegration."""

from typing import Literal, TypeAlias

VideoIntegration: TypeAlias = Literal[
    "cal-video",
    "google-meet",
    "zoom",
    "whereby-video",
    "whatsapp-video",
    "webex-video",
    "telegram-video",
    "tandem",
    "sylaps-video",
    "skype-video",
    "sirius-video",
    "signal-video",
    "shimmer-video",
    "salesroom-video",
    "roam-video",
    "riverside-video",
    "ping-video",
    "office365-video",
    "mirotalk-video",
    "jitsi",
    "jelly-video",
    "jelly-conferencing",
    "huddle",
    "facetime-video",
    "element-call-video",
    "eightxeight-video",
    "discord-video",
    "demodesk-video",
    "campsite-conferencing",
    "campfire-video",
    "around-video",
]
"""App that carries a video call, by the name Cal.com gives it in locations."""
