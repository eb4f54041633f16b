package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.PortLines;
import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.roll.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Our ports in the server's access log. Forty requests over four connections, ten on each. */
class PortsTest {

    private static final int REQUESTS = 40;
    private static final int FIRST_PORT = 50_000;

    private final Map<Integer, Integer> lines = new HashMap<>();
    private final List<RollEntry> ours = new ArrayList<>();
    private long leftOut;
    private Custody custody = Custody.WHOLE;

    PortsTest() {
        for (int i = 0; i < REQUESTS; i++) {
            ours.add(entry(i, OptionalInt.of(200), OptionalInt.of(FIRST_PORT + i % 4)));
            lines.merge(FIRST_PORT + i % 4, 1, Integer::sum);
        }
    }

    @Test
    void everyRequestHasItsLine() {
        assertThat(ports()).contains(new Ports(40, 40, 0, true));
    }

    @Test
    void callsOfOthersAreTold() {
        lines.put(FIRST_PORT + 100, 30);
        lines.put(FIRST_PORT + 101, 7);

        assertThat(ports()).contains(new Ports(40, 40, 37, true));
    }

    @Test
    void whoeverHasOurPortOnAnotherHostIsForeignToo() {
        lines.merge(FIRST_PORT, 3, Integer::sum);

        assertThat(ports()).contains(new Ports(40, 40, 3, true));
    }

    @Test
    void missingLinesAreThoseNotFound() {
        lines.put(FIRST_PORT, 8);

        assertThat(ports()).contains(new Ports(40, 38, 0, true));
    }

    @Test
    void aRequestThatWasNotAnsweredMayHaveALineAndNeedNot() {
        ours.add(entry(40, OptionalInt.empty(), OptionalInt.of(FIRST_PORT)));
        assertThat(ports()).contains(new Ports(40, 40, 0, true));

        lines.merge(FIRST_PORT, 1, Integer::sum);
        assertThat(ports()).contains(new Ports(40, 40, 0, true));
    }

    @Test
    void aProxyThatConnectsAnewJoinsNothing() {
        lines.clear();
        lines.put(FIRST_PORT + 2, 10); // by chance
        lines.put(33_333, 30);

        assertThat(ports().orElseThrow().isJoinable()).isFalse();
    }

    @Test
    void inALogWithHolesNothingIsMissing() {
        custody = new Custody(1, Reading.absent(Why.LOG_CUT), false, Reading.of(0), Reading.of(0));
        assertThat(ports().orElseThrow().whole()).isFalse();

        custody = Custody.WHOLE;
        leftOut = 1;
        assertThat(ports().orElseThrow().whole()).isFalse();
    }

    @Test
    void withoutAccessLinesOrPortsThereIsNothingToSay() {
        lines.clear();
        assertThat(ports()).isEmpty();

        lines.put(FIRST_PORT, 1);
        ours.replaceAll(_ -> entry(0, OptionalInt.of(200), OptionalInt.empty()));
        assertThat(ports()).isEmpty();
    }

    private Optional<Ports> ports() {
        RequestLines said = new RequestLines(false, Map.of(), Map.of(), 0, new PortLines(lines, leftOut));
        Cases cases = Cases.clean().digest(d -> new LogDigest(d.lines(), d.access(), true, true, d.stats(), d.events(),
                0, d.first(), d.last(), said, 0)).log(log -> new LogTestimony(log.source(), log.availability(),
                        log.digest(), false, custody, log.took()));
        cases.roll = new RollCall(ours, 0);
        return Ports.of(cases.file());
    }

    private static RollEntry entry(int ordinal, OptionalInt status, OptionalInt port) {
        return new RollEntry("t-" + ordinal, new Scope.Level(0), Cases.CHAT, 1, new Tick(ordinal),
                OptionalLong.empty(), 1, Optional.empty(), status, port, false, Optional.empty());
    }
}
