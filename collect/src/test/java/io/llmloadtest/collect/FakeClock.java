package io.llmloadtest.collect;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;

/** Clocks that move only when somebody pauses. */
public final class FakeClock implements RunClock {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private Duration passed = Duration.ZERO;

    @Override
    public synchronized Tick tick() {
        return new Tick(passed.toNanos());
    }

    @Override
    public synchronized Instant wall() {
        return START.plus(passed);
    }

    @Override
    public synchronized void pause(Duration duration) {
        passed = passed.plus(duration);
    }

    public synchronized Duration passed() {
        return passed;
    }
}
