package io.llmloadtest.wire;

import io.llmloadtest.model.InstrumentError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How late an event loop gets to what is due, sampled by a timer: it is behind when it works through other sockets, when
 * garbage is collected, and when it waits for a processor. The moment of a read less the kernel's stamp would not tell: the
 * stamp is that of the last segment, so a loop that stands still while an answer comes seems late by the last gap only. The
 * sampling runs on the loop, the taking on any thread.
 */
final class Lateness {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MOST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MOST_NANOS, 3);

    /** Begins to sample, until the loop ends. */
    void sample(Loop loop, LongSupplier clock) {
        sample(loop, clock, Duration.ZERO);
    }

    /** The same for a loop whose timers are late by themselves, by {@code coarse} at most, which is left out. */
    void sample(Loop loop, LongSupplier clock, Duration coarse) {
        long due = clock.getAsLong() + EVERY_NANOS;
        Runnable _ = loop.after(EVERY_NANOS, () -> {
            sampled(Math.clamp(clock.getAsLong() - due - coarse.toNanos(), 0, MOST_NANOS));
            if (!loop.isEnding()) {
                sample(loop, clock, coarse);
            }
        });
    }

    /** While the loop stood still no sample was taken: those that would have been, each a little less late, are added. */
    private void sampled(long lateNanos) {
        recorder.recordValueWithExpectedInterval(lateNanos, EVERY_NANOS);
    }

    /** What all of {@code meters} saw since the last call; empty when that was nothing. {@code clock} stamps arrivals. */
    static Optional<InstrumentError> take(List<Lateness> meters, ClientClock clock) {
        Histogram all = new Histogram(MOST_NANOS, 3);
        for (Lateness meter : meters) {
            all.add(meter.recorder.getIntervalHistogram());
        }
        return all.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new InstrumentError(all.getTotalCount(), all.getMean(), all.getStdDeviation(),
                        all.getValueAtPercentile(50),
                        all.getValueAtPercentile(99), all.getMaxValue(),
                        clock == ClientClock.USER));
    }
}
