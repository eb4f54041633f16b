package io.llmloadtest.load.generator;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;

/** Adds up stretches of time in which something held; used by one thread at a time. */
final class Stopwatch {

    private Optional<Tick> since = Optional.empty();
    private long nanos;

    void set(boolean running, Tick now) {
        if (running && since.isEmpty()) {
            since = Optional.of(now);
        } else if (!running && since.isPresent()) {
            nanos += now.nanosSince(since.get());
            since = Optional.empty();
        }
    }

    Duration total() {
        return Duration.ofNanos(nanos);
    }
}
