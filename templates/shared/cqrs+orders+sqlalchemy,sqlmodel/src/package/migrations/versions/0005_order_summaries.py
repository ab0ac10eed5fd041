"""Add the summaries of orders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "order_summaries",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", name="pk_order_summaries"),
    )
    op.create_index("ix_order_summaries_owner_id_status", "order_summaries", ["owner_id", "status"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("order_summaries")
