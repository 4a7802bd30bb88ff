"""What subscriptions add to the worker: a look at what is due."""

from core.extensions import periodic_work
from subscriptions.tasks import queue_due

periodic_work.add(queue_due)
