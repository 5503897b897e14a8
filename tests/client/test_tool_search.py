"""Tools are found by the words that people use, in each language that the specification has words of."""

from __future__ import annotations

import pytest
from toolzz_cal import _tools_search
from toolzz_cal._facts import facts
from toolzz_cal._tools_catalogue import catalogue

FOUND = {
    "en": {
        "book a meeting": "bookings.create",
        "book an appointment": "bookings.create",
        "make a reservation": "bookings.create",
        "cancel a booking": "bookings.cancel",
        "cancel meeting": "bookings.cancel",
        "call off an appointment": "bookings.cancel",
        "move a booking": "bookings.reschedule",
        "reschedule": "bookings.reschedule",
        "postpone the meeting": "bookings.reschedule",
        "list bookings": "bookings.list",
        "my meetings": "bookings.list",
        "show a booking": "bookings.get",
        "accept a booking": "bookings.confirm",
        "reject a booking": "bookings.decline",
        "reassign a booking": "bookings.reassign",
        "mark absent": "bookings.mark_absent",
        "no-show": "bookings.mark_absent",
        "free times": "slots.available",
        "available slots": "slots.available",
        "availability": "slots.available",
        "hold a slot": "slots.reserve",
        "release a slot": "slots.release",
        "my profile": "me.get",
        "time zone": "timezones.list",
        "event types": "event_types.list",
        "kinds of meeting": "event_types.list",
        "change working hours": "schedules.update",
        "new schedule": "schedules.create",
        "delete a schedule": "schedules.delete",
        "default schedule": "schedules.get_default",
        "busy times": "calendars.busy_times",
        "connected calendars": "calendars.list",
        "disconnect a calendar": "calendars.disconnect",
        "teams": "teams.list",
        "create a team": "teams.create",
        "add a member to a team": "teams.memberships.create",
        "webhooks of the organization": "organizations.webhooks.list",
        "new webhook": "webhooks.create",
        "default video app": "conferencing.get_default",
        "CAL_CANCEL_BOOKING_VIA_UID": "bookings.cancel",
    },
    "pt": {
        "marcar reunião": "bookings.create",
        "MARCAR REUNIAO": "bookings.create",
        "agendar consulta": "bookings.create",
        "criar agendamento": "bookings.create",
        "fazer uma reserva nova": "bookings.create",
        "cancelar reserva": "bookings.cancel",
        "desmarcar compromisso": "bookings.cancel",
        "cancelar reuniões": "bookings.cancel",
        "remarcar": "bookings.reschedule",
        "remarcar reunião": "bookings.reschedule",
        "adiar a consulta": "bookings.reschedule",
        "mudar o horário da reunião": "bookings.reschedule",
        "minhas reservas": "bookings.list",
        "listar agendamentos": "bookings.list",
        "ver uma reserva": "bookings.get",
        "confirmar reserva": "bookings.confirm",
        "recusar reserva": "bookings.decline",
        "o cliente não compareceu": "bookings.mark_absent",
        "horários livres": "slots.available",
        "horários disponíveis": "slots.available",
        "disponibilidade": "slots.available",
        "quais horários estão vagos": "slots.available",
        "segurar um horário": "slots.reserve",
        "liberar horário": "slots.release",
        "meu perfil": "me.get",
        "fuso horário": "timezones.list",
        "fusos horários": "timezones.list",
        "tipos de evento": "event_types.list",
        "criar tipo de reunião de equipe": "teams.event_types.create",
        "horário de trabalho": "schedules.list",
        "mudar expediente": "schedules.update",
        "horários ocupados": "calendars.busy_times",
        "minhas agendas": "calendars.list",
        "desconectar calendário": "calendars.disconnect",
        "equipe": "teams.list",
        "criar equipe": "teams.create",
        "adicionar membro à equipe": "teams.memberships.create",
        "usuários da organização": "organizations.users.list",
        "notificações": "webhooks.list",
        "aplicativo de vídeo padrão": "conferencing.get_default",
    },
    "es": {
        "agendar cita": "bookings.create",
        "AGENDAR UNA CITA": "bookings.create",
        "crear reserva": "bookings.create",
        "concertar una reunión": "bookings.create",
        "programar reunión": "bookings.create",
        "cancelar cita": "bookings.cancel",
        "anular la reserva": "bookings.cancel",
        "cancelar reuniones": "bookings.cancel",
        "reprogramar": "bookings.reschedule",
        "reagendar la cita": "bookings.reschedule",
        "posponer reunión": "bookings.reschedule",
        "cambiar la hora de la cita": "bookings.reschedule",
        "mis reservas": "bookings.list",
        "listar citas": "bookings.list",
        "ver una reserva": "bookings.get",
        "confirmar reserva": "bookings.confirm",
        "rechazar reserva": "bookings.decline",
        "el cliente no se presentó": "bookings.mark_absent",
        "horarios libres": "slots.available",
        "horarios disponibles": "slots.available",
        "disponibilidad": "slots.available",
        "huecos libres": "slots.available",
        "apartar un horario": "slots.reserve",
        "liberar horario": "slots.release",
        "mi perfil": "me.get",
        "zona horaria": "timezones.list",
        "husos horarios": "timezones.list",
        "tipos de evento": "event_types.list",
        "crear tipo de reunión de equipo": "teams.event_types.create",
        "horario laboral": "schedules.list",
        "cambiar horario de trabajo": "schedules.update",
        "horas ocupadas": "calendars.busy_times",
        "mis calendarios": "calendars.list",
        "desconectar calendario": "calendars.disconnect",
        "equipo": "teams.list",
        "crear equipo": "teams.create",
        "añadir miembro al equipo": "teams.memberships.create",
        "usuarios de la organización": "organizations.users.list",
        "notificaciones": "webhooks.list",
        "aplicación de vídeo predeterminada": "conferencing.get_default",
    },
}


@pytest.mark.parametrize("language", FOUND)
def test_what_is_meant_is_among_the_first_three(language):
    """In ordinary words, whichever way they are written."""
    missed = {}
    for query, operation in FOUND[language].items():
        best = [tool.operation for tool in _tools_search.search(catalogue().values(), query)[:3]]
        if operation not in best:
            missed[query] = best
    assert missed == {}


def test_the_languages_are_those_of_the_specification():
    """Each has words there, and each word of operations that is explained is one that finds something."""
    words = facts()["words"]
    assert {language for each in words.values() for language in each} == set(_tools_search.LANGUAGES) == set(FOUND)
    idle = [word for word in words if not _tools_search.search(catalogue().values(), word)]
    assert idle == []


@pytest.mark.parametrize("query", ["", "de la", "o que", "what is the", "…?!"])
def test_words_that_say_nothing(query):
    """A query of such words alone finds nothing in particular, and is known to be empty."""
    assert _tools_search.is_empty(query)
    assert _tools_search.search(catalogue().values(), query) == []
