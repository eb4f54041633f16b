package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.logs.StampedLine.Channel;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DockerLogWitnessTest extends WatchedContainer {

    private static final String ACCESS = "INFO:     127.0.0.1:5000 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK";
    private static final String STATS = "INFO 11-25 10:00:10 [loggers.py:310] Engine 000: Avg prompt throughput: 10.0 "
            + "tokens/s, Avg generation throughput: 20.0 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache "
            + "usage: 0.1%, Prefix cache hit rate: 0.0%";

    @Test
    void aStretchHoldsTheLinesBetweenItsBoundaries() {
        log(ACCESS);
        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible("vllm"));
        Boundary first = mark(0);
        log(ACCESS);
        log(ACCESS);
        Boundary second = mark(1);
        log(ACCESS);

        assertThat(accessLines(witness.before())).isEqualTo(1);
        LogTestimony testimony = witness.between(first, second, LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.restarted()).isFalse();
        assertThat(accessLines(testimony.digest())).isEqualTo(2);
        assertThat(accessLines(witness.between(second, mark(2), LONG).digest())).isEqualTo(1);
    }

    @Test
    void boundariesCutExactlyByTheEnginesStamps() {
        witness.open();
        Boundary first = mark(0);
        container.log(first.wall(), ACCESS);
        container.log(first.wall().plusNanos(1), ACCESS);
        Boundary second = new Boundary(1, clock.tick(), first.wall().plusMillis(1));
        container.log(second.wall(), ACCESS);
        container.log(second.wall().plusNanos(1), ACCESS);

        assertThat(accessLines(witness.between(first, second, LONG).digest())).isEqualTo(2);
    }

    @Test
    void anEngineThatHandsOutOldLinesAgainIsNotWaitedForInVain() throws Exception {
        witness.open();
        Boundary first = mark(0);
        engine.jumpsBackAt = 4;
        IntStream.range(0, 5).forEach(this::logNumber);
        while (engine.jumpsBackAt == 4) {
            Thread.onSpinWait();
        }
        Thread.sleep(100); // the follower reads what it was handed again

        assertThat(witness.between(first, mark(1), Duration.ofSeconds(5)).isLegible()).isTrue();
        assertThatNumbersAreWholeUpTo(5);
        assertThat(witness.between(first, mark(2), LONG).custody().lostLines().isKnown()).isFalse();
    }

    @Test
    void atMostAHundredLinesFromBeforeAreRead() {
        IntStream.range(0, 1000).forEach(_ -> log(ACCESS));
        witness.open();

        assertThat(witness.before().lines()).isEqualTo(100);
    }

    @Test
    void noLineIsLostOrDoubledWhileFollowingBegins() throws Exception {
        IntStream.range(0, 500).forEach(this::logNumber);
        Thread writer = Thread.ofPlatform().start(() -> IntStream.range(500, 5000).forEach(this::logNumber));
        witness.open();
        Boundary first = mark(0);
        writer.join();
        witness.between(first, mark(1), LONG);

        assertThatNumbersAreWholeUpTo(5000);
    }

    @Test
    void noLineIsLostOrDoubledWhenTheStreamDrops() throws Exception {
        engine.dropsAfter.addAll(List.of(110, 130, 160, 250));
        IntStream.range(0, 150).forEach(this::logNumber);
        witness.open();
        Boundary first = mark(0);
        IntStream.range(150, 300).forEach(this::logNumber);
        LogTestimony testimony = witness.between(first, mark(1), LONG);

        assertThat(testimony.isLegible()).isTrue();
        assertThat(engine.follows).hasValueGreaterThanOrEqualTo(5);
        assertThatNumbersAreWholeUpTo(300);
    }

    @Test
    void moreLinesThanTheOverlapDuringABreakAreFetchedAll() throws Exception {
        IntStream.range(0, 150).forEach(this::logNumber);
        engine.dropping = true;
        witness.open();
        Boundary first = mark(0);
        IntStream.range(150, 4000).forEach(this::logNumber);
        engine.dropping = false;
        witness.between(first, mark(1), LONG);

        assertThatNumbersAreWholeUpTo(4000);
    }

    @Test
    void aRestartIsSeenAndFollowed() {
        witness.open();
        Boundary first = mark(0);
        log(ACCESS);
        container.stop();
        container.start(now());
        log(ACCESS);
        Boundary second = mark(1);
        log(ACCESS);

        LogTestimony testimony = witness.between(first, second, LONG);
        assertThat(testimony.restarted()).isTrue();
        assertThat(accessLines(testimony.digest())).isEqualTo(2);
        LogTestimony after = witness.between(second, mark(2), LONG);
        assertThat(after.restarted()).isFalse();
        assertThat(accessLines(after.digest())).isEqualTo(1);
    }

    @Test
    void aContainerThatStopsIsReadToItsEnd() {
        witness.open();
        Boundary first = mark(0);
        log(ACCESS);
        container.log(Channel.OUT, now(), "a line without an end");
        container.stop();
        Boundary second = mark(1);

        LogTestimony testimony = witness.between(first, second, LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(2);
        LogTestimony after = witness.between(mark(2), mark(3), LONG);
        assertThat(after.availability()).isInstanceOfSatisfying(LogAvailability.Illegible.class,
                said -> assertThat(said.problem()).isEqualTo(Problem.NOT_RUNNING));
    }

    @Test
    void aContainerThatIsRemovedIsReadToItsEnd() {
        witness.open();
        Boundary first = mark(0);
        log(ACCESS);
        witness.between(first, mark(1), LONG);
        log(ACCESS);
        container.remove();

        LogTestimony testimony = witness.between(first, mark(2), LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(accessLines(testimony.digest())).isEqualTo(2);
    }

    @Test
    void aTerminalsLogIsRead() {
        container.terminal = true;
        log(ACCESS);
        witness.open();
        Boundary first = mark(0);
        log(ACCESS);
        log(ACCESS);

        assertThat(accessLines(witness.between(first, mark(1), LONG).digest())).isEqualTo(2);
    }

    @Test
    void framesInPiecesAndStampsWithAnOffsetAreRead() {
        engine.frameBytes = 5;
        engine.offset = "+09:00";
        log(ACCESS);
        witness.open();
        Boundary first = mark(0);
        log(ACCESS);
        container.log(Channel.ERR, now(), ACCESS + "\n");

        assertThat(accessLines(witness.between(first, mark(1), LONG).digest())).isEqualTo(2);
    }

    @Test
    void aStatisticsLineIsWaitedFor() {
        witness.open();
        Instant start = now();

        assertThat(witness.awaitStatsAfter(start, Duration.ZERO)).isFalse();
        Thread.ofPlatform().start(() -> log(STATS));
        assertThat(witness.awaitStatsAfter(start, LONG)).isTrue();
    }

    @Test
    void anEngineThatFallsSilentIsATimeOut() {
        witness.open();
        Boundary first = mark(0);
        Boundary second = mark(1);
        engine.silent = true;

        LogTestimony testimony = witness.between(first, second, Duration.ofMillis(300));

        assertThat(testimony.availability()).isInstanceOfSatisfying(LogAvailability.Illegible.class,
                said -> assertThat(said.problem()).isEqualTo(Problem.TIMED_OUT));
    }

    @Test
    void aDriverThatCannotBeReadIsSaid() {
        engine.refusal = Optional.of(Map.entry(501, "configured logging driver does not support reading"));

        assertThat(witness.open()).isEqualTo(new LogAvailability.Illegible("vllm", Problem.UNREADABLE_DRIVER,
                "{\"message\":\"configured logging driver does not support reading\"}"));
    }

    @Test
    void aWitnessThatCouldNotOpenSaysWhyOfEveryStretch() {
        containerIsMissing();

        LogAvailability said = witness.open();

        assertThat(said).isInstanceOfSatisfying(LogAvailability.Illegible.class,
                illegible -> assertThat(illegible.problem()).isEqualTo(Problem.NO_SUCH_CONTAINER));
        LogTestimony testimony = witness.between(mark(0), mark(1), LONG);
        assertThat(testimony.availability()).isEqualTo(said);
        assertThat(testimony.digest()).isEqualTo(LogDigest.EMPTY);
        assertThat(witness.before()).isEqualTo(LogDigest.EMPTY);
        assertThat(witness.awaitStatsAfter(Instant.EPOCH, LONG)).isFalse();
    }

    private void containerIsMissing() {
        container.remove();
    }

    private void log(String line) {
        container.log(now(), line);
    }

    private void logNumber(int number) {
        container.log(number % 3 == 0 ? Channel.ERR : Channel.OUT, now(), "number " + number + "\n");
    }

    private void assertThatNumbersAreWholeUpTo(int end) throws IOException {
        List<Integer> numbers = Files.readAllLines(run.resolve(LogNote.LINES)).stream()
                .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))).sorted().toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(numbers.getFirst(), end).boxed().toList());
    }

    private static Instant now() {
        return Instant.now();
    }

    private static long accessLines(LogDigest digest) {
        return digest.accessLines(Set.of("/v1/chat/completions"), status -> status == 200);
    }
}
