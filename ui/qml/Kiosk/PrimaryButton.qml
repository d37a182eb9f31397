import QtQuick

// What is most likely wanted now; one a page.
TouchButton {
    kind: "primary"
    implicitHeight: Theme.px(80)
}
