    def accepts(self, code: str, box: SecretBox) -> bool:
        """Tell whether a code works, which it does once; count one that does not.

        The secret is sealed anew each time, and so moves to a new secret key.
        """
        secret = box.open(self.sealed_secret)
        step = None
        if secret is not None:
            self.sealed_secret = box.seal(secret)
            if self.failures < MAX_FAILURES:
                step = matching_step(secret, code, utc_now(), after=self.last_step)
        hashed = hash_recovery_code(code)
        if step is not None:
            self.last_step = step
        elif hashed in self.recovery_hashes:
            self.recovery_hashes = [each for each in self.recovery_hashes if each != hashed]
        else:
            self.failures += 1
            return False
        self.failures = 0
        return True

    def renew_recovery_codes(self) -> list[str]:
        """Make new recovery codes, which end the ones before."""
        codes = new_recovery_codes()
        self.recovery_hashes = [hash_recovery_code(code) for code in codes]
        return codes
