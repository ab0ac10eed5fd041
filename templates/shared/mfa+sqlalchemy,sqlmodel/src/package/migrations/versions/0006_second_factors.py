"""Add the table of second factors."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
{% if architecture == "cqrs" and example == "orders" %}
down_revision = "0005"
{% elif architecture == "cqrs" %}
down_revision = "0004"
{% elif example == "orders" %}
down_revision = "0003"
{% else %}
down_revision = "0002"
{% endif %}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "second_factors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.String(255), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("recovery_hashes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_second_factors_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_second_factors"),
        sa.UniqueConstraint("user_id", name="uq_second_factors_user_id"),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("second_factors")
