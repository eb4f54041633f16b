package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A log that is read while it grows: it is kept, and testified of, alike wherever its lines come from. */
abstract sealed class LiveLogWitness implements LogWitness
        permits CommandLogWitness, DockerLogWitness, FileLogWitness {

    final RunClock clock;
    final LogRecorder recorder;
    final GrowingLog log;
    private final LogSource source;

    LiveLogWitness(LogSource source, RunClock clock, Optional<EvidenceFolder> folder, LogKeeping keeping) {
        this.source = source;
        this.clock = clock;
        this.recorder = new LogRecorder(source, folder, keeping);
        this.log = new GrowingLog(recorder);
    }

    @Override
    public final LogDigest before() {
        return log.before();
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        Boundary boundary = clock.boundary(index);
        recorder.marked(boundary);
        return boundary;
    }

    @Override
    public final LogTestimony between(Boundary from, Boundary to, Duration atMost) {
        long start = System.nanoTime();
        LogAvailability said = catchUp(from.wall(), to.wall(), atMost);
        LogFate fate = log.fate();
        LogTestimony testimony = new LogTestimony(source, said, log.between(from.wall(), to.wall()),
                fate.restartedIn(from.wall(), to.wall()), fate.custody(from.wall(), to.wall()),
                Duration.ofNanos(System.nanoTime() - start));
        recorder.testified(from, to, testimony);
        return testimony;
    }

    /** Waits until the lines up to {@code to} are in, and says whether the log could be read from {@code from} on. */
    abstract LogAvailability catchUp(Instant from, Instant to, Duration atMost);
}
