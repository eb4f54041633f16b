package io.llmloadtest.store.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import io.llmloadtest.store.DockerMetricsView;
import io.llmloadtest.store.DockerMetricsView.EventView;
import io.llmloadtest.store.chronicle.Chronicle.Activity;
import io.llmloadtest.store.chronicle.Chronicle.Failure;
import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import io.llmloadtest.store.chronicle.Chronicle.LogMark;
import io.llmloadtest.store.chronicle.Chronicle.Phase;
import io.llmloadtest.store.chronicle.Chronicle.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChroniclesTest {

    private static final long MILLI = 1_000_000;
    private static final Instant START = Instant.parse("2026-11-25T10:15:30Z");

    @Test
    void aRunIsToldOnOneAxis() {
        Account account = new Account(GoodputLimits.NONE);
        account.add(new ClockTrack.Pair(Tick.ZERO, START));
        account.add(streamed(new Scope.WarmUp(0), 0, 100, 200, 300));
        account.add(streamed(new Scope.Level(0), 1, 1000, 1040, 2000));
        account.add(streamed(new Scope.Level(0), 2, 1000, 1060, 3000));
        account.add(failed(3, 1000, 2500));
        account.add(phase(new Scope.WarmUp(0), 100, 300));
        account.add(phase(new Scope.Level(0), 1000, 3000));
        Chronicle told = Chronicles.of(account, List.of(), log(new EventView("error", "other", "it broke", 2,
                START.plusMillis(1500), START.plusMillis(1700), false)));
        assertThat(told.seconds()).isEqualTo(3);
        assertThat(told.phases()).containsExactly(new Phase(true, 0, 0.1, 0.3), new Phase(false, 0, 1, 3));
        assertThat(told.firstTokens()).containsExactly(new FirstToken(0.1, 100, 1, true),
                new FirstToken(1, 40, 1, false), new FirstToken(1, 60, 1, false));
        assertThat(told.timed()).isEqualTo(3);
        assertThat(told.failures()).containsExactly(new Failure(2.5, "timeout", 1));
        assertThat(told.log()).containsExactly(new LogMark(true, "it broke", 2, 1.5, 1.7));
        assertThat(told.client().stream().mapToInt(Activity::most).max()).hasValue(3);
        assertThat(told.client().stream().mapToDouble(each -> each.tokensPerSecond() * (each.to() - each.from())).sum())
                .isCloseTo(6, within(1e-9));
        assertThat(told.client().stream().filter(each -> each.timed() == 2).findFirst().orElseThrow().longestTtftMs())
                .isEqualTo(OptionalDouble.of(60));
        assertThat(told.spreads()).filteredOn(spread -> spread.latency().equals("ttft")).singleElement()
                .satisfies(spread -> assertThat(spread.points()).containsExactly(new Point(40, 0.5), new Point(60, 1)));
    }

    @Test
    void failuresOfOneKindAndStretchAreCountedTogether() {
        Account account = new Account(GoodputLimits.NONE);
        for (int i = 0; i < 10_000; i++) {
            account.add(failed(i, i, i + 1));
        }
        account.add(phase(new Scope.Level(0), 0, 10_001));
        Chronicle told = Chronicles.of(account, List.of(), Optional.empty());
        assertThat(told.failures()).hasSizeLessThan(300);
        assertThat(told.failures().stream().mapToLong(Failure::requests).sum()).isEqualTo(10_000);
    }

    @Test
    void ofManyRequestsSomeStandForTheOthersAndAllFailuresAreCounted() {
        Account account = new Account(GoodputLimits.NONE);
        for (int i = 0; i < 100_000; i++) {
            account.add(i % 10 == 5
                    ? failed(i, i, i + 3)
                    : streamed(new Scope.Level(0), i, i, i + 2, i + 4));
        }
        account.add(phase(new Scope.Level(0), 0, 100_004));
        Chronicle told = Chronicles.of(account, List.of(), Optional.empty());
        assertThat(told.every()).isEqualTo(2);
        assertThat(told.timed()).isEqualTo(90_000);
        assertThat(told.firstTokens().stream().mapToLong(FirstToken::requests).sum()).isBetween(89_000L, 101_000L);
        assertThat(told.failures().stream().mapToLong(Failure::requests).sum()).isEqualTo(10_000);
        assertThat(told.failures()).hasSizeLessThan(300);
        Activity middle = told.client().get(told.client().size() / 2);
        assertThat(told.failures()).filteredOn(failure -> failure.at() >= middle.from() && failure.at() < middle.to())
                .singleElement().extracting(Failure::requests)
                .isEqualTo(Math.round(100 * (middle.to() - middle.from())));
    }

    @Test
    void errorsOfTheLogStayBeforeItsWarnings() {
        Account account = new Account(GoodputLimits.NONE);
        account.add(new ClockTrack.Pair(Tick.ZERO, START));
        account.add(phase(new Scope.Level(0), 0, 10_000));
        EventView[] events = new EventView[500];
        for (int i = 0; i < events.length; i++) {
            events[i] = new EventView(i == 499 ? "error" : "warning", "other", "m" + i, 1, START.plusMillis(i),
                    START.plusMillis(i), false);
        }
        assertThat(Chronicles.of(account, List.of(), log(events)).log()).hasSize(200)
                .anyMatch(mark -> mark.error() && mark.message().equals("m499"));
    }

    @Test
    void whatTheLogToldOutsideOfTheRunIsNotShown() {
        Account account = new Account(GoodputLimits.NONE);
        account.add(new ClockTrack.Pair(Tick.ZERO, START));
        account.add(phase(new Scope.Level(0), 0, 1000));
        EventView before = new EventView("error", "other", "old", 1, START.minusSeconds(9), START.minusSeconds(8),
                true);
        assertThat(Chronicles.of(account, List.of(), log(before)).log()).isEmpty();
    }

    @Test
    void anEmptyBookGivesAnEmptyChronicle() {
        Chronicle told = Chronicles.of(new Account(GoodputLimits.NONE), List.of(), Optional.empty());
        assertThat(told).isEqualTo(Chronicle.NONE);
    }

    @Test
    void stretchesAreRoundAndNotTooMany() {
        assertThat(StretchWidth.of(3).toMillis()).isEqualTo(100);
        assertThat(StretchWidth.of(25).toMillis()).isEqualTo(500);
        assertThat(StretchWidth.of(600).toMillis()).isEqualTo(5000);
        assertThat(StretchWidth.of(86_400).toMillis()).isEqualTo(600_000);
        assertThat(StretchWidth.of(0).toMillis()).isEqualTo(100);
    }

    private static PhaseNote phase(Scope scope, long from, long to) {
        Window window = new Window(at(from), at(to));
        return new PhaseNote(scope, 4, OptionalLong.empty(), 0, 1, window, window, false, Optional.empty());
    }

    private static RequestRecord streamed(Scope scope, int ordinal, long sent, long first, long ended) {
        ChunkTrain chunks = ChunkTrain.of(new long[]{first * MILLI, ended * MILLI - 1}, new byte[]{1, 1}, new int[0]);
        return request(scope, ordinal, sent, chunks, ended, new Outcome.Completed());
    }

    private static RequestRecord failed(int ordinal, long sent, long ended) {
        return request(new Scope.Level(0), ordinal, sent, ChunkTrain.empty(), ended, new Outcome.TimedOut("head"));
    }

    private static RequestRecord request(Scope scope, int ordinal, long sent, ChunkTrain chunks, long ended,
            Outcome outcome) {
        return new RequestRecord("id-" + ordinal, scope, ordinal, "/v1/completions", true,
                new Asked(OptionalInt.of(7), OptionalInt.of(2), 1), at(sent), at(sent), OptionalLong.empty(),
                Optional.of(at(sent)), Optional.empty(), OptionalInt.empty(), chunks, at(ended),
                chunks.size() > 0 ? Optional.of(new TokenCounts(7, 2, OptionalInt.empty())) : Optional.empty(),
                Optional.empty(), Map.of(), true, OptionalInt.empty(), false, outcome);
    }

    private static Tick at(long millis) {
        return new Tick(millis * MILLI);
    }

    private static Optional<DockerMetricsView> log(EventView... events) {
        OptionalDouble none = OptionalDouble.empty();
        return Optional.of(new DockerMetricsView("docker_log", "vllm", OptionalLong.empty(), OptionalLong.empty(), none,
                none, none, none, none, none, List.of(), List.of(), List.of(events), Optional.empty(),
                Optional.empty(), 3));
    }
}
