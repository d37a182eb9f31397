import QtQuick

// Where a sheet comes in: built when asked for, faded in, given the keys.
Loader {
    id: loader

    anchors.fill: parent
    focus: active
    opacity: 0
    onLoaded: {
        arrive.restart();
        (loader.item as Item).forceActiveFocus();
    }

    NumberAnimation {
        id: arrive

        target: loader
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.quick
    }
}
