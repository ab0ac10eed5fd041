    def get_session_auth_hash(self) -> str:
        """Return what a session of the admin lasts as long as: this password and this factor."""
        return super().get_session_auth_hash() + self._confirmed_factor()

    def get_session_auth_fallback_hash(self) -> Iterable[str]:
        """Return the same, made with each secret key of before."""
        factor = self._confirmed_factor()
        return [each + factor for each in super().get_session_auth_fallback_hash()]

    def _confirmed_factor(self) -> str:
        factor = getattr(self, "second_factor", None)
        return str(factor.id) if factor is not None and factor.is_confirmed else ""
