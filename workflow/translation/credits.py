"""Credits: the names readers see under a translation, and whose accounts they belong to."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q

from workflow.journal.models import Entry
from workflow.people.actions import TERMINAL_USERNAME
from workflow.people.models import User
from workflow.stories.content import MOST_NAMES, clean_names
from workflow.text.cleaning import one_line
from workflow.text.reserved import REFUSED, is_reserved
from workflow.translation.models import Credit, CurrentSegment, Translation
from workflow.translation.problems import SaveRefused
from workflow.translation.states import CreditRole, Origin, TranslationState

Names = Mapping[CreditRole, Sequence[str]]


def credited(translation: Translation) -> dict[CreditRole, tuple[str, ...]]:
    """The credited names of each role, in order."""
    rows = Credit.objects.filter(translation=translation).order_by("position")
    found = [(CreditRole(role), name) for role, name in rows.values_list("role", "name")]
    return {role: tuple(name for of, name in found if of is role) for role in CreditRole}


def people(translation: Translation, role: CreditRole) -> list[User]:
    """Those credited with a role who have an account."""
    rows = User.objects.filter(credits__translation=translation, credits__role=role)
    return list(rows.order_by("credits__position").distinct())


def refuse_names(names: Sequence[str]) -> None:
    """Refuse what must not stand in an edition; raises ``SaveRefused``."""
    if any(map(is_reserved, names)):
        raise SaveRefused(f"A name cannot be kept. {REFUSED}")
    if len(names) > MOST_NAMES:
        raise SaveRefused(f"There are more than {MOST_NAMES} names. Name the first of them.")


def credit(translation: Translation, role: CreditRole, user: User) -> None:
    """Name ``user`` among the translators or reviewers, unless already there."""
    refuse_names([str(user)])
    rows = Credit.objects.filter(translation=translation, role=role)
    if rows.filter(user=user).exists():
        return
    Credit.objects.get_or_create(
        translation=translation,
        role=role,
        name=one_line(str(user)),
        defaults={"position": rows.count(), "user": user},
    )


def replace(translation: Translation, wanted: Names) -> bool:
    """Credit exactly these names, in this order, in each role given; whether that was new.

    An account stays with the name it had.
    """
    for names in wanted.values():
        refuse_names(names)
    now = credited(translation)
    clean = {role: clean_names(names) for role, names in wanted.items()}
    changed = tuple(role for role, names in clean.items() if now[role] != names)
    accounts: dict[tuple[str, str], int | None] = {}
    if any(now[role] for role in changed):
        rows = Credit.objects.filter(translation=translation, role__in=changed)
        accounts = {(role, name): user for role, name, user in rows.values_list(*_COLUMNS)}
        rows.delete()
    Credit.objects.bulk_create(
        Credit(
            translation=translation,
            role=role,
            position=position,
            name=name,
            user_id=accounts.get((role, name)),
        )
        for role in changed
        for position, name in enumerate(clean[role])
    )
    return bool(changed)


def is_own_work(translation: Translation, user: User) -> bool:
    """Whether ``user`` is one of those who translated it, credited or not.

    A reviewer who puts a word right in review did not translate it.
    """
    return user.pk in own_work([translation.pk], [user.pk])[translation.pk]


def own_work(
    translation_ids: Collection[int], user_ids: Collection[int]
) -> Mapping[int, frozenset[int]]:
    """By translation id, which of these users are among those who translated it; three queries."""
    found: dict[int, set[int]] = {pk: set() for pk in translation_ids}
    named = Credit.objects.filter(translation__in=translation_ids, user__in=user_ids)
    named = named.filter(role=CreditRole.TRANSLATOR)
    for pk, user in named.values_list("translation", "user"):
        found[pk].add(user)
    texts = CurrentSegment.objects.filter(
        translation__in=translation_ids, version__author__in=user_ids
    )
    archived = Q(version__origin=Origin.FILE, version__author__username=TERMINAL_USERNAME)
    typed = texts.exclude(archived).exclude(version__text="")
    keys = set(typed.values_list("translation", "key", "version__author"))
    for pk, key, user in _drafted({pk for pk, _, _ in keys}):
        if (pk, key, user) in keys:
            found[pk].add(user)
    return {pk: frozenset(users) for pk, users in found.items()}


def _drafted(translation_ids: Collection[int]) -> Iterator[tuple[int, str, int]]:
    """Each segment somebody wrote while it was being drafted, as the journal has it."""
    kind = Translation._meta.label_lower
    rows = Entry.objects.filter(subject_kind=kind, subject_id__in=translation_ids)
    columns = ("subject_id", "to_state", "verb", "by", "detail")
    state: dict[int, str] = {}
    for pk, to_state, verb, by, detail in rows.order_by("pk").values_list(*columns).iterator():
        state[pk] = to_state or state.get(pk, "")
        if verb in _WRITTEN and by is not None and state[pk] == TranslationState.DRAFTING:
            yield from ((pk, key, by) for key in detail.get("keys", ()))


_COLUMNS = ("role", "name", "user")
_WRITTEN = frozenset({"save", "bring in"})
