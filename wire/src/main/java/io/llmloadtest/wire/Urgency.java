package io.llmloadtest.wire;

import io.llmloadtest.wire.kernel.RealTime;
import java.util.Locale;

/**
 * How urgently the event loops are to be run. On a machine that is busy with other things, the server among them, an ordinary
 * thread can wait for a processor longer than a token takes.
 */
public enum Urgency {

    /** Before every ordinary thread of the machine. */
    REAL_TIME,
    /** As any other thread. */
    NORMAL;

    /** The most that the system grants this process. */
    public static Urgency best() {
        boolean[] granted = {false};
        Thread probe = Thread.ofPlatform().daemon().start(() -> granted[0] = RealTime.ask());
        try {
            probe.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return granted[0] ? REAL_TIME : NORMAL;
    }

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
