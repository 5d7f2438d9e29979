"""Who may do what, in each language team and in the newsroom, by name."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.people.actions import TERMINAL_USERNAME
from workflow.people.models import LanguageTeam, Membership, User
from workflow.people.roles import (
    IN_NEWSROOM,
    IN_TEAM,
    MATRIX,
    Act,
    NewsroomRole,
    TeamRole,
)
from workflow.translation.credits import own_work
from workflow.translation.models import Translation
from workflow.translation.states import TranslationState


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by account and name."""

    user_id: int
    name: str


Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Everybody with a role, and which translations are whose own work."""

    teams: Mapping[tuple[Language, TeamRole], tuple[Person, ...]]
    newsroom: Mapping[NewsroomRole, tuple[Person, ...]]
    own: Mapping[int, frozenset[int]]  # users, by the id of a translation in review
    relaxed: frozenset[Language]  # whose teams allow self-review

    @classmethod
    def read(cls, translations: Collection[Translation]) -> "Staff":
        """Read the roles, and whose work these translations are; a fixed number of queries."""
        teams: dict[tuple[Language, TeamRole], list[Person]] = defaultdict(list)
        members = Membership.objects.filter(user__is_active=True).order_by("pk")
        for row in members.select_related("team", "user"):
            person = Person(row.user_id, str(row.user))
            teams[row.team.language, TeamRole(row.role)].append(person)
        newsroom: dict[NewsroomRole, list[Person]] = defaultdict(list)
        people = User.objects.filter(is_active=True).exclude(newsroom_role=NewsroomRole.NONE)
        for user in people.exclude(username=TERMINAL_USERNAME).order_by("pk"):
            newsroom[NewsroomRole(user.newsroom_role)].append(Person(user.pk, str(user)))
        everybody = {
            person.user_id for group in [*teams.values(), *newsroom.values()] for person in group
        }
        waiting = [row.pk for row in translations if row.state == TranslationState.IN_REVIEW]
        relaxed = LanguageTeam.objects.filter(allows_self_review=True)
        return cls(
            teams={key: tuple(group) for key, group in teams.items()},
            newsroom={key: tuple(group) for key, group in newsroom.items()},
            own=own_work(waiting, everybody),
            relaxed=frozenset(relaxed.values_list("language", flat=True)),
        )

    def may(self, act: Act, language: Language) -> Names:
        """Those of the team who may; those of the newsroom where the team has nobody."""
        return _names(self._of_team(act, language) or self._of_newsroom(act))

    def editors(self, act: Act) -> Names:
        """Those of the newsroom who may."""
        return _names(self._of_newsroom(act))

    def reviewers(self, translation: Translation) -> Names:
        """Those of the team who may approve it, else those of the newsroom: not their own work."""
        own = self.own.get(translation.pk, frozenset())
        if translation.language in self.relaxed:
            own = frozenset()
        for group in (
            self._of_team(Act.REVIEW, translation.language),
            self._of_newsroom(Act.REVIEW),
        ):
            if others := [person for person in group if person.user_id not in own]:
                return _names(others)
        return ()

    def _of_team(self, act: Act, language: Language) -> list[Person]:
        roles = [role for role in TeamRole if IN_TEAM[role] in MATRIX[act]]
        return [person for role in roles for person in self.teams.get((language, role), ())]

    def _of_newsroom(self, act: Act) -> list[Person]:
        roles = [role for role in NewsroomRole if IN_NEWSROOM[role] in MATRIX[act]]
        return [person for role in roles for person in self.newsroom.get(role, ())]


def _names(people: Collection[Person]) -> Names:
    return tuple(person.name for person in people)
