pragma ComponentBehavior: Bound
import QtQuick

// The entrance: preview and one instruction when idle, the verdict over it, sheets over that; the strip always on top.
Rectangle {
    id: page

    required property EntranceModel model
    readonly property bool portrait: height > width

    color: Theme.ground
    Binding {
        target: Theme
        property: "scale"
        value: page.portrait ? Math.min(page.width / 800, page.height / 1280) : Math.min(page.width / 1280, page.height / 800)
    }

    StatusStrip {
        id: strip

        objectName: "strip"
        width: page.width
        height: implicitHeight
        model: page.model.strip
        language: page.model.language
        portrait: page.portrait
        mayChange: page.model.mayChange
        onStationAsked: page.model.askStation()
        onCameraAsked: page.model.sheet === "line" ? page.model.closeSheet() : page.model.openSheet("line")
        onLanguageAsked: chosen => page.model.speak(chosen)
    }

    Item {
        id: stage

        y: strip.height
        width: page.width
        height: page.height - y

        IdleView {
            objectName: "idle"
            anchors.fill: parent
            model: page.model
            portrait: page.portrait
            visible: !verdict.visible
        }
        VerdictPanel {
            id: verdict

            objectName: "verdict"
            anchors.fill: parent
            card: page.model.verdict
            portrait: page.portrait
            busy: page.model.busy
            visible: page.model.verdict.shown
            onNextAsked: page.model.next()
            onUndoAsked: page.model.openSheet("undo")
            onOverrideAsked: page.model.openSheet("override")
            onUnsyncedAsked: page.model.admitUnsynced()
            onSearchAsked: page.model.openSheet("search")
            onLaterAsked: page.model.later.find()
            onPaymentAsked: page.model.payment.begin()
            onWayOutAsked: page.model.openSheet("shortage")
            onRestartAsked: page.model.restart()
        }
        SheetLoader {
            active: page.model.sheet === "keypad"
            sourceComponent: KeypadSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "search"
            sourceComponent: SearchSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "later"
            sourceComponent: LaterSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "payment"
            sourceComponent: PaymentSheet {
                model: page.model
            }
        }
        SheetLoader {
            active: page.model.sheet === "moved"
            sourceComponent: MovedSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "line"
            sourceComponent: LineSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "demo"
            sourceComponent: DemoSheet {
                model: page.model
                portrait: page.portrait
            }
        }
        SheetLoader {
            active: page.model.sheet === "undo"
            sourceComponent: UndoSheet {
                model: page.model
            }
        }
        SheetLoader {
            active: page.model.sheet === "override"
            sourceComponent: OverrideSheet {
                model: page.model
            }
        }
        SheetLoader {
            active: page.model.sheet === "shortage"
            sourceComponent: ShortageSheet {
                model: page.model
            }
        }
    }
}
