    @classmethod
    def place(cls, owner_id: UUID, customer_email: str, items: Sequence[Item]) -> "Order":
        """Make a new order."""
        now = utc_now()
        order = cls(
            id=new_id(),
            owner_id=owner_id,
            status=OrderStatus.PLACED,
            customer_email=customer_email,
            created_at=now,
            updated_at=now,
            version=1,
        )
        order._set_lines(items)
        return order

    def edit(self, customer_email: str | None = None, items: Sequence[Item] | None = None) -> None:
        """Change who the order is for, or what is in it; None leaves it as it is.

        Raises:
            OrderNotEditableError: The order is confirmed or cancelled, or is being confirmed.
        """
        if self.status != OrderStatus.PLACED or self._is_being_confirmed():
            raise OrderNotEditableError
        if customer_email is None and items is None:
            return
        if customer_email is not None:
            self.customer_email = customer_email
        if items is not None:
            self._set_lines(items)
        self._changed()

    def cancel(self) -> None:
        """Call the order off; to do so again changes nothing.

        Raises:
            OrderAlreadyConfirmedError: It is too late.
        """
        if self.status == OrderStatus.CONFIRMED or self._is_being_confirmed():
            raise OrderAlreadyConfirmedError
        if self.status == OrderStatus.PLACED:
            self.status = OrderStatus.CANCELLED
            self._changed()

    def begin_confirmation(self) -> datetime | None:
        """Reserve the order for the confirmation; return None when there is nothing to confirm.

        Raises:
            TryLaterError: Another run has reserved it, and may yet fail.
        """
        if self.status != OrderStatus.PLACED:
            return None
        if self._is_being_confirmed():
            raise TryLaterError(CONFIRMATION_RETRY_SECONDS)
        self.confirming_since = utc_now()
        return self.confirming_since

    def end_confirmation(self, reservation: datetime, *, confirmed: bool) -> None:
        """Confirm the order, or leave it placed where its customer could not be told.

        A reservation that has run out and been taken over, or overtaken by a cancellation, ends
        nothing.
        """
        if self.confirming_since != reservation or self.status != OrderStatus.PLACED:
            return
        self.confirming_since = None
        if confirmed:
            self.status = OrderStatus.CONFIRMED
            self._changed()

    def _is_being_confirmed(self) -> bool:
        since = self.confirming_since
        return since is not None and utc_now() - since < CONFIRMATION_LEASE

    def _set_lines(self, items: Sequence[Item]) -> None:
        self.lines = [
            OrderLine(
                position=position,
                sku=item.sku,
                quantity=item.quantity,
                unit_price=item.unit_price.amount,
            )
            for position, item in enumerate(items)
        ]
        self.currency = items[0].unit_price.currency
        self.total = sum((line.quantity * line.unit_price for line in self.lines), Decimal())

    def _changed(self) -> None:
        self.updated_at = utc_now()
        self.version += 1
