import QtQuick
import QtQuick.Templates as T

// A page of work by keys as well: arrows go from control to control, Enter does the one thing wanted, Escape leaves.
FocusScope {
    id: work

    property Item primary: null // the one thing wanted now
    property bool typed: false // something typed waits for Enter, before any button
    property bool byKeys: false // the last thing was done by keys: they go on where the page goes on
    signal leftBehind
    signal completed // Enter, while `typed`
    signal key(string text)
    signal erased

    function move(forward: bool): void {
        const held = work.Window.activeFocusItem;
        const next = held ? held.nextItemInFocusChain(forward) : null;
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
    function enter(): void {
        work.byKeys = true;
        const button = work.Window.activeFocusItem as T.AbstractButton;
        const waits = work.typed && (!button || button === work.primary);
        if (button && button.enabled && !waits)
            button.clicked();
        else if (waits)
            work.completed();
        else if (work.primary)
            work.primary.forceActiveFocus(Qt.TabFocusReason);
    }
    function begin(): void {
        work.forceActiveFocus();
        if (work.byKeys && work.primary)
            work.primary.forceActiveFocus(Qt.TabFocusReason);
    }

    focus: true
    Keys.onEscapePressed: work.leftBehind()
    Keys.onReturnPressed: work.enter()
    Keys.onEnterPressed: work.enter()
    Keys.onRightPressed: work.move(true)
    Keys.onDownPressed: work.move(true)
    Keys.onLeftPressed: work.move(false)
    Keys.onUpPressed: work.move(false)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            work.erased();
        else if (event.text !== "")
            work.key(event.text);
    }
    TapHandler {
        onTapped: work.byKeys = false
    }
}
