# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Dicts that may be given for models, with the keys that travel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, Required, TypedDict

from .locale import Locale
from .notice_threshold import NoticeThreshold
from .video_integration import VideoIntegration
from .week_day import WeekDay


class AttendeeAbsenceDict(TypedDict, total=False):
    """AttendeeAbsence as a dict."""

    email: Required[str]
    absent: Required[bool]


class AttendeeInputDict(TypedDict, total=False):
    """AttendeeInput as a dict."""

    name: Required[str]
    email: str
    timeZone: Required[str]
    phoneNumber: str
    language: Locale


class AttributeOptionInputDict(TypedDict, total=False):
    """AttributeOptionInput as a dict."""

    value: Required[str]
    slug: Required[str]


class BookerLayoutsDict(TypedDict, total=False):
    """BookerLayouts as a dict."""

    defaultLayout: Required[Literal["month", "week", "column"]]
    enabledLayouts: Required[Sequence[Literal["month", "week", "column"]]]


class BookingFieldDict(TypedDict, total=False):
    """BookingField as a dict."""

    type: Literal[
        "name",
        "email",
        "phone",
        "address",
        "text",
        "number",
        "textarea",
        "select",
        "multiselect",
        "multiemail",
        "checkbox",
        "radio",
        "boolean",
        "radioInput",
        "unknown",
        "url",
        "date",
        "splitName",
    ]
    slug: str
    label: str
    required: bool
    placeholder: str
    options: Sequence[str]
    disableOnPrefill: bool
    hidden: bool
    isDefault: bool
    bookingField: str


class BookingLimitsCountDict(TypedDict, total=False):
    """BookingLimitsCount as a dict."""

    day: int
    week: int
    month: int
    year: int
    disabled: bool


class BookingLimitsDurationDict(TypedDict, total=False):
    """BookingLimitsDuration as a dict."""

    day: int
    week: int
    month: int
    year: int
    disabled: bool


class BookingLocationDict(TypedDict, total=False):
    """BookingLocation as a dict."""

    type: Required[
        Literal[
            "address",
            "attendeeAddress",
            "attendeeDefined",
            "attendeePhone",
            "integration",
            "link",
            "phone",
            "organizersDefaultApp",
        ]
    ]
    integration: VideoIntegration
    address: str
    phone: str
    location: str


class BookingWindowDict(TypedDict, total=False):
    """BookingWindow as a dict."""

    type: Literal["businessDays", "calendarDays", "range"]
    value: Any
    rolling: bool
    disabled: bool


class ConfirmationPolicyDict(TypedDict, total=False):
    """ConfirmationPolicy as a dict."""

    type: Literal["always", "time"]
    noticeThreshold: NoticeThreshold | NoticeThresholdDict
    blockUnconfirmedBookingsInBooker: bool
    disabled: bool


class EventTypeHostDict(TypedDict, total=False):
    """EventTypeHost as a dict."""

    userId: Required[int]
    mandatory: bool
    priority: Literal["lowest", "low", "medium", "high", "highest"]
    name: str
    username: str | None
    avatarUrl: str | None


class EventTypeLocationDict(TypedDict, total=False):
    """EventTypeLocation as a dict."""

    type: Required[
        Literal[
            "address",
            "link",
            "integration",
            "phone",
            "attendeeAddress",
            "attendeePhone",
            "attendeeDefined",
            "organizersDefaultApp",
            "conferencing",
            "unknown",
        ]
    ]
    address: str
    link: str
    integration: VideoIntegration
    phone: str
    public: bool
    credentialId: int
    location: str


class NoticeThresholdDict(TypedDict, total=False):
    """NoticeThreshold as a dict."""

    unit: Required[Literal["minutes", "hours"]]
    count: Required[int]


class RecurrenceDict(TypedDict, total=False):
    """Recurrence as a dict."""

    interval: int
    occurrences: int
    frequency: Literal["yearly", "monthly", "weekly"]
    disabled: bool


class ScheduleAvailabilityDict(TypedDict, total=False):
    """ScheduleAvailability as a dict."""

    days: Required[Sequence[WeekDay]]
    startTime: Required[str]
    endTime: Required[str]


class ScheduleOverrideDict(TypedDict, total=False):
    """ScheduleOverride as a dict."""

    date: Required[date | str]
    startTime: Required[str]
    endTime: Required[str]
    createdAt: datetime | str | None
    updatedAt: datetime | str | None


class SeatsDict(TypedDict, total=False):
    """Seats as a dict."""

    seatsPerTimeSlot: int
    showAttendeeInfo: bool
    showAvailabilityCount: bool
    disabled: bool
