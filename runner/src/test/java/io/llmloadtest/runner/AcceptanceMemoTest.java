package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.FindingId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptanceMemoTest {

    @Test
    void whatIsKeptComesBack() {
        List<Acceptance> known = List.of(Acceptance.of(FindingId.QUEUEING),
                new Acceptance(FindingId.FOREIGN_TRAFFIC, Optional.of(LocalDate.of(2026, 12, 31)), Optional.of("so"),
                        true));

        assertThat(AcceptanceMemo.read(AcceptanceMemo.plain(known), List.of())).isEqualTo(known);
    }

    @Test
    void aRunOfAnEarlierVersionHasNamesOnly() {
        assertThat(AcceptanceMemo.read(null, List.of("queueing", "of-a-later-version")))
                .containsExactly(Acceptance.of(FindingId.QUEUEING));
    }

    @Test
    void whatCannotBeReadIsPassedOverRatherThanAcceptedForEver() {
        assertThat(AcceptanceMemo.read(List.of(Map.of("finding", "foreign-traffic", "until", "soon"), 5,
                Map.of("finding", "of-a-later-version"), Map.of("finding", "queueing")), List.of()))
                .containsExactly(Acceptance.of(FindingId.QUEUEING));
    }
}
