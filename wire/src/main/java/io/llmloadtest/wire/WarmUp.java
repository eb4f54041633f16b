package io.llmloadtest.wire;

import java.util.function.Consumer;

/**
 * Opens connections ahead, a limited number at a time so that a server's accept queue is not flooded. The first failure stops
 * further attempts: a port that refuses one refuses all.
 */
final class WarmUp {

    private static final int AT_ONCE = 128;

    private final Lane lane;
    private final Dialer dialer;
    private final Consumer<WarmUp> ended;
    private int left;
    private int underWay;
    private boolean over;

    WarmUp(Lane lane, Dialer dialer, int missing, Consumer<WarmUp> ended) {
        this.lane = lane;
        this.dialer = dialer;
        this.left = Math.max(0, missing);
        this.ended = ended;
    }

    void begin() {
        dialMore();
        endWhenDone();
    }

    /** The lane is closed: attempts under way may never come back. */
    void giveUp() {
        left = 0;
        underWay = 0;
        endWhenDone();
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
        if (!over) {
            underWay--;
            dialMore();
            endWhenDone();
        }
    }

    private void endWhenDone() {
        if (left == 0 && underWay == 0 && !over) {
            over = true;
            ended.accept(this);
        }
    }
}
