"""Mails of our own making, each with what is to be read of it: {name: (raw, {field of Read: its value})}."""

from mail.tests.mails import bodies, broken, charsets, headers, machines

MAILS = charsets.MAILS | headers.MAILS | bodies.MAILS | machines.MAILS | broken.MAILS
