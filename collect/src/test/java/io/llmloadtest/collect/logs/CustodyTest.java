package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to a container's log on its way to us, told live and by the record. */
class CustodyTest extends WatchedContainer {

    @Test
    void stampsOfAClockThatIsAheadAreBroughtToOurs() {
        Duration ahead = Duration.ofMinutes(10);
        engine.ahead = Optional.of(ahead);
        witness.open();
        Boundary from = new Boundary(0, clock.tick(), clock.wall().minusSeconds(5));
        container.log(Instant.now().plus(ahead).plusSeconds(2), "line");
        Boundary to = new Boundary(1, clock.tick(), clock.wall().plusSeconds(5));
        container.log(Instant.now().plus(ahead).plusSeconds(60), "later");

        LogTestimony said = testimony(from, to);

        assertThat(said.digest().lines()).isEqualTo(1);
        assertThat(Duration.between(from.wall(), said.digest().first().orElseThrow())).isLessThan(LONG);
        assertThat(said.custody().skewMillis().known().orElse(0)).isBetween(599_000.0, 601_000.0);
        assertThat(said.custody().skewUncertaintyMillis().known().orElse(0)).isPositive();
    }

    @Test
    void aSmallDifferenceIsToldButNotCorrected() {
        engine.ahead = Optional.of(Duration.ZERO);
        witness.open();
        Boundary from = mark(0);
        Instant at = Instant.now();
        container.log(at, "line");

        LogTestimony said = testimony(from, mark(1));

        assertThat(said.digest().first()).contains(at);
        assertThat(said.custody().skewMillis().isKnown()).isTrue();
        assertThat(new Skew(90, 1).correction()).isZero();
        assertThat(new Skew(-300, 400).correction()).isZero();
        assertThat(new Skew(-300, 200).correction()).isEqualTo(Duration.ofMillis(-300));
    }

    @Test
    void linesThatRotationTookWhileTheStreamWasBrokenAreMissed() {
        IntStream.range(0, 150).forEach(number -> container.log(Instant.now(), "number " + number));
        engine.dropping = true;
        witness.open();
        Boundary from = mark(0);
        IntStream.range(150, 3000).forEach(number -> container.log(Instant.now(), "number " + number));
        container.forget(2000);
        engine.dropping = false;

        LogTestimony said = testimony(from, mark(1));

        assertThat(said.custody().rotations()).isEqualTo(1);
        assertThat(said.custody().lostLines().isKnown()).isFalse();
        assertThat(said.digest().cut()).isPositive();
    }

    @Test
    void aContainerThatStopsIsStoppedUnlessItComesBack() {
        witness.open();
        // two clocks of one machine may differ by a moment: it stopped well within the stretch
        Boundary from = new Boundary(0, clock.tick(), clock.wall().minusSeconds(5));
        container.stop(Instant.now().minusSeconds(1));
        Boundary stopped = mark(1);
        assertThat(witness.between(from, stopped, LONG).custody().stopped()).isTrue();

        container.start(Instant.now());
        Boundary back = mark(2);
        assertThat(witness.between(from, back, LONG).custody().stopped()).isFalse();
    }

    @Test
    void theContainerIsDescribedWithoutItsEnvironment() throws IOException {
        witness.open();

        assertThat(Files.readString(run.resolve("container.json"))).contains("\"name\" : \"vllm\"",
                "\"image\" : \"vllm:1\"", "\"state\" : \"running\"", "\"log_driver\" : \"json-file\"",
                "\"restart_count\" : 3", "\"started_at\" : \"2026-11-25T09:00:00Z\"").doesNotContain("secret");
    }

    /** What was said live; the record must say the same. */
    private LogTestimony testimony(Boundary from, Boundary to) {
        LogTestimony said = witness.between(from, to, LONG);
        assertThat(said.isLegible()).isTrue();
        RecordedLogWitness recorded = new RecordedLogWitness(new EvidenceFolder(run));
        recorded.open();
        assertThat(recorded.between(from, to, LONG)).usingRecursiveComparison().isEqualTo(said);
        return said;
    }
}
