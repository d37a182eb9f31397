import QtQuick

// A time that runs: minutes and seconds since an instant, figures of one width.
WaitTime {
    id: running

    required property real since // milliseconds since 1970
    required property real nowMs
    readonly property int seconds: Math.max(0, Math.floor((nowMs - since) / 1000))

    function two(amount: int): string {
        return (amount < 10 ? "0" : "") + amount;
    }
    text: {
        if (running.since <= 0)
            return "";
        const hours = Math.floor(running.seconds / 3600);
        const minutes = Math.floor(running.seconds / 60) % 60;
        const tail = running.two(running.seconds % 60);
        return hours > 0 ? hours + ":" + running.two(minutes) + ":" + tail : minutes + ":" + tail;
    }
}
