from {{ package_name }}.mail import Mail


class InMemoryMailer:
    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.is_down = False

    {{ async_ }}def send(self, mail: Mail) -> None:
        if self.is_down:
            message = "nobody takes the mail"
            raise OSError(message)
        self.mails.append(mail)
