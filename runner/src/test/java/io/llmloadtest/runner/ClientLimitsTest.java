package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.wire.ConnectionPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ClientLimitsTest {

    private static final ClientLimits SMALL = new ClientLimits(OptionalLong.of(1024), 36, OptionalLong.of(28_232), 60);

    @Test
    void streamsForWhichThereAreNoDescriptorsAreRefusedWithTheNumberThatIsNeeded() {
        assertThatThrownBy(() -> SMALL.require(closed(2000), ConnectionPolicy.pool()))
                .isInstanceOf(IllegalPlanException.class)
                .hasMessageContaining("--concurrency 2000").hasMessageContaining("ulimit -n 2100")
                .hasMessageContaining("enough for 924 streams");
        assertThatCode(() -> SMALL.require(closed(924), ConnectionPolicy.pool())).doesNotThrowAnyException();
    }

    @Test
    void aSearchWhoseTopIsTooHighIsRefusedBeforeItsFirstLevel() {
        assertThatThrownBy(() -> SMALL.require(closed(2000), search(Axis.CONCURRENCY, 2000), ConnectionPolicy.pool()))
                .isInstanceOf(IllegalPlanException.class)
                .hasMessageContaining("--search-range 2000").hasMessageContaining("ulimit -n 2100");
        LevelPlan fast = rate(800, Optional.of(Duration.ofMinutes(5)), OptionalLong.empty());
        assertThatThrownBy(() -> SMALL.require(fast, search(Axis.RATE, 800), ConnectionPolicy.perRequest()))
                .hasMessageContaining("--connections per-request").hasMessageContaining("max-uses=2");
        assertThatCode(() -> SMALL.require(fast, search(Axis.RATE, 800), ConnectionPolicy.pool()))
                .doesNotThrowAnyException();
    }

    private static SearchPlan search(Axis axis, double most) {
        return new SearchPlan(axis, 1, most, 0.1, 3, Duration.ofHours(1), Optional.empty());
    }

    @Test
    void fewRequestsNeedFewDescriptorsWhateverTheConcurrency() {
        LevelPlan level = new LevelPlan(0, 1, new LoadShape.Closed(2000), OptionalLong.of(100), Optional.empty());
        assertThatCode(() -> SMALL.require(level, ConnectionPolicy.pool())).doesNotThrowAnyException();
    }

    @Test
    void aSystemThatDoesNotTellItsLimitsIsTrusted() {
        ClientLimits unknown = new ClientLimits(OptionalLong.empty(), 0, OptionalLong.empty(), 60);
        assertThatCode(() -> unknown.require(closed(60_000), ConnectionPolicy.perRequest())).doesNotThrowAnyException();
    }

    @Test
    void moreStreamsThanLocalPortsAreRefused() {
        ClientLimits many = new ClientLimits(OptionalLong.of(1 << 20), 36, OptionalLong.of(28_232), 60);
        assertThatThrownBy(() -> many.require(closed(30_000), ConnectionPolicy.pool()))
                .hasMessageContaining("ip_local_port_range").hasMessageContaining("28232");
    }

    @Test
    void aRateWhoseClosedConnectionsHoldAllPortsIsRefusedWithTheUsesThatWouldDo() {
        LevelPlan level = rate(800, Optional.of(Duration.ofMinutes(5)), OptionalLong.empty());
        assertThatThrownBy(() -> SMALL.require(level, ConnectionPolicy.perRequest()))
                .hasMessageContaining("--connections per-request").hasMessageContaining("800 requests a second")
                .hasMessageContaining("48000").hasMessageContaining("TIME_WAIT").hasMessageContaining("max-uses=2");
        assertThatCode(() -> SMALL.require(level, ConnectionPolicy.maxUses(2))).doesNotThrowAnyException();
        assertThatCode(() -> SMALL.require(level, ConnectionPolicy.pool())).doesNotThrowAnyException();
    }

    @Test
    void aShortLevelDoesNotLastLongEnoughToUseUpThePorts() {
        assertThatCode(() -> SMALL.require(rate(800, Optional.of(Duration.ofSeconds(30)), OptionalLong.empty()),
                ConnectionPolicy.perRequest())).doesNotThrowAnyException();
        assertThatCode(() -> SMALL.require(rate(800, Optional.empty(), OptionalLong.of(20_000)),
                ConnectionPolicy.perRequest())).doesNotThrowAnyException();
    }

    @Test
    void portsThatMayBeUsedAgainAtOnceSuffice() {
        ClientLimits reusing = new ClientLimits(OptionalLong.of(1024), 36, OptionalLong.of(28_232), 1);
        assertThatCode(() -> reusing.require(rate(800, Optional.of(Duration.ofMinutes(5)), OptionalLong.empty()),
                ConnectionPolicy.perRequest())).doesNotThrowAnyException();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLocalPortsOfThisMachineAreRead() {
        assertThat(ClientLimits.here("127.0.0.1").ports().orElseThrow()).isBetween(1L, 65_535L);
    }

    @Test
    void thisProcessHasSomeFilesOpenAndMayHaveMore() {
        ClientLimits here = ClientLimits.here("127.0.0.1");
        here.files().ifPresent(most -> assertThat(most).isGreaterThan(here.filesOpen()));
    }

    private static LevelPlan closed(int streams) {
        return new LevelPlan(0, 1, new LoadShape.Closed(streams), OptionalLong.of(1_000_000), Optional.empty());
    }

    private static LevelPlan rate(double perSecond, Optional<Duration> time, OptionalLong requests) {
        return new LevelPlan(0, 1,
                new LoadShape.Open(new ArrivalProcess.Drawn(perSecond, new GapLaw.Constant(), 0), OptionalInt.empty()),
                requests, time);
    }
}
