package io.llmloadtest.wire;

/**
 * Opens connections ahead, a limited number at a time so that a server's accept queue is not flooded. The first failure stops
 * further attempts: a port that refuses one refuses all.
 */
final class WarmUp {

    private static final int AT_ONCE = 128;

    private final Lane lane;
    private final Dialer dialer;
    private final Runnable ended;
    private int left;
    private int underWay;

    WarmUp(Lane lane, Dialer dialer, int missing, Runnable ended) {
        this.lane = lane;
        this.dialer = dialer;
        this.left = Math.max(0, missing);
        this.ended = ended;
    }

    void begin() {
        if (left == 0) {
            ended.run();
        } else {
            dialMore();
        }
    }

    private void dialMore() {
        while (left > 0 && underWay < AT_ONCE) {
            left--;
            underWay++;
            dialer.dial(lane, connection -> {
                lane.park(connection);
                attemptEnded();
            }, _ -> {
                left = 0;
                attemptEnded();
            });
        }
    }

    private void attemptEnded() {
        underWay--;
        dialMore();
        if (left == 0 && underWay == 0) {
            ended.run();
        }
    }
}
