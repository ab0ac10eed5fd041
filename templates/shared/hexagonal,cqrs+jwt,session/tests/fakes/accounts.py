from uuid import UUID

from {{ package_name }}.application.ports.accounts import SignIns, Users
{% if mfa %}
from {{ package_name }}.application.ports.second_factors import SecondFactors
{% endif %}
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.accounts import EmailTakenError, SignIn, User
{% if mfa %}

from tests.fakes.second_factors import InMemorySecondFactors
{% endif %}


class CheapPasswords:
    """Hashes that hide nothing; counts the comparisons, which is where the real ones take time."""

    def __init__(self) -> None:
        self.comparisons = 0
        self.cost = 1

    {{ async_ }}def hash(self, password: str) -> str:
        return f"{self.cost}: {password}"

    {{ async_ }}def verify(self, password: str, password_hash: str | None) -> bool:
        self.comparisons += 1
        return password_hash is not None and password_hash.partition(": ")[2] == password

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.partition(": ")[0] != str(self.cost)


class InMemoryUsers:
    def __init__(self) -> None:
        self._users: dict[UUID, User] = {}

    {{ async_ }}def add(self, user: User) -> None:
        if {{ await_ }}self.get_by_email(user.email) is not None:
            raise EmailTakenError
        self._users[user.id] = user

    {{ async_ }}def get(self, user_id: UUID) -> User | None:
        return self._users.get(user_id)

{% if mfa %}
    {{ async_ }}def lock(self, user_id: UUID) -> User | None:
        return {{ await_ }}self.get(user_id)

{% endif %}
    {{ async_ }}def get_by_email(self, email: str) -> User | None:
        return next((user for user in self._users.values() if user.email == email), None)


class InMemorySignIns:
{% if auth == "jwt" %}
    def __init__(self) -> None:
{% else %}
    def __init__(self, users: Users) -> None:
        self._users = users
{% endif %}
        self._sign_ins: dict[UUID, SignIn] = {}

    def add(self, sign_in: SignIn) -> None:
        self._sign_ins[sign_in.id] = sign_in

    {{ async_ }}def get(self, sign_in_id: UUID) -> SignIn | None:
        return self._sign_ins.get(sign_in_id)

{% if auth == "session" %}
    {{ async_ }}def get_with_user(self, sign_in_id: UUID) -> tuple[SignIn, User] | None:
        sign_in = self._sign_ins.get(sign_in_id)
        user = sign_in and {{ await_ }}self._users.get(sign_in.user_id)
        return (sign_in, user) if sign_in and user else None

{% endif %}
    {{ async_ }}def delete(self, sign_in: SignIn) -> None:
        del self._sign_ins[sign_in.id]

    {{ async_ }}def delete_expired(self, user_id: UUID) -> None:
        now = utc_now()
        self._sign_ins = {
            sign_in.id: sign_in
            for sign_in in self._sign_ins.values()
            if sign_in.user_id != user_id or sign_in.expires_at >= now
        }
{% if mfa %}

    {{ async_ }}def delete_all(self, user_id: UUID) -> None:
        for sign_in in list(self._sign_ins.values()):
            if sign_in.user_id == user_id:
                del self._sign_ins[sign_in.id]
{% endif %}

    {{ async_ }}def purge(self, limit: int) -> int:
        now = utc_now()
        expired = [each.id for each in self._sign_ins.values() if each.expires_at < now][:limit]
        for sign_in_id in expired:
            del self._sign_ins[sign_in_id]
        return len(expired)


class InMemoryAccountStores:
    def __init__(self) -> None:
        self.users: Users = InMemoryUsers()
        self.sign_ins: SignIns = InMemorySignIns({{ "self.users" if auth == "session" else "" }})
{% if mfa %}
        self.second_factors: SecondFactors = InMemorySecondFactors()
{% endif %}
