"""What is done to people's accounts."""

from workflow.people.models import User
from workflow.people.roles import NewsroomRole

TERMINAL_USERNAME = "terminal"


def terminal_user() -> User:
    """The account under which commands on the server act: whoever has the shell is an admin.

    It has no password, so nobody can sign in with it.
    """
    user, created = User.objects.get_or_create(
        username=TERMINAL_USERNAME,
        defaults={"public_name": "Terminal", "newsroom_role": NewsroomRole.ADMIN},
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
