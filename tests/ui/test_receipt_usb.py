"""ESC/POS over USB: pyusb and python-escpos as they are, on a bus of this file's own, since no test machine has a printer."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend.libusb0
import usb.backend.libusb1
import usb.backend.openusb
import usb.core
from PySide6.QtGui import QGuiApplication
from usb.backend import IBackend

from kiosk.errors import Fault
from tests.ui.receipt_room import receipt
from ui.printing.escpos_composer import EscposSetup, compose
from ui.printing.escpos_printer import EscposPrinter

USB = EscposSetup("usb", "04b8:0e15", timeout_s=1)
OUT, IN = 0x03, 0x84
"""Not those that the library assumes."""


class Bus(IBackend):
    """One printer of one interface with two bulk endpoints."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = b""
        self.answers: list[int] = []
        self.there = True
        self.rolls = 1
        self.held = 0

    def enumerate_devices(self) -> Iterator[str]:
        return iter(["printer"] if self.there else [])

    def get_parent(self, dev: str) -> None:
        return None

    def get_device_descriptor(self, dev: str) -> Any:
        names = ("bDeviceClass", "bDeviceSubClass", "bDeviceProtocol", "iManufacturer", "iProduct", "iSerialNumber")
        where = dict.fromkeys(("address", "bus", "port_number", "port_numbers", "speed"))
        return SimpleNamespace(
            **dict.fromkeys(names, 0),
            **where,
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x200,
            bMaxPacketSize0=64,
            idVendor=0x04B8,
            idProduct=0x0E15,
            bcdDevice=0x100,
            bNumConfigurations=1,
        )

    def get_configuration_descriptor(self, dev: str, config: int) -> Any:
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=32,
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> Any:
        if (intf, alt) != (0, 0):
            raise IndexError
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=2,
            bInterfaceClass=7,
            bInterfaceSubClass=1,
            bInterfaceProtocol=2,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=(OUT, IN)[ep],
            bmAttributes=2,
            wMaxPacketSize=64,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    def open_device(self, dev: str) -> str:
        self.held += 1
        return dev

    def close_device(self, dev_handle: str) -> None:
        self.held -= 1

    def set_configuration(self, dev_handle: str, config_value: int) -> None:
        pass

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        pass

    def release_interface(self, dev_handle: str, intf: int) -> None:
        pass

    def reset_device(self, dev_handle: str) -> None:
        pass

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: "array[int]", timeout: int) -> int:
        assert ep == OUT
        written = data.tobytes()
        if written[:2] == b"\x10\x04":
            self.answers.append(0x72 if written[2] == 4 and not self.rolls else 0x12)
        else:
            self.taken += written
        return len(data)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: "array[int]", timeout: int) -> int:
        assert ep == IN
        buff[0] = self.answers.pop(0)
        return 1


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication) -> Bus:
    bus = Bus()
    monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda: bus)
    return bus


def test_a_receipt_over_usb(bus: Bus) -> None:
    EscposPrinter(USB)(receipt())
    assert bus.taken == compose(receipt(), USB)
    assert bus.held == 0


def test_no_paper_over_usb(bus: Bus) -> None:
    bus.rolls = 0
    with pytest.raises(Fault, match="no paper"):
        EscposPrinter(USB)(receipt())
    assert bus.taken == b""
    assert bus.held == 0


@pytest.mark.parametrize("address", ["04b8:0e15", "04b8:ffff"])
def test_a_printer_that_is_unplugged_or_another_one(bus: Bus, address: str) -> None:
    bus.there = address != USB.address
    with pytest.raises(Fault, match="no such USB device") as fault:
        EscposPrinter(replace(USB, address=address))(receipt())
    assert "[receipt.escpos]" in fault.value.hint


def test_a_system_without_libusb(monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication) -> None:
    for backend in (usb.backend.libusb1, usb.backend.openusb, usb.backend.libusb0):
        monkeypatch.setattr(backend, "get_backend", lambda: None)
    with pytest.raises(Fault, match="Install libusb"):
        EscposPrinter(USB)(receipt())
