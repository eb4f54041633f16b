package io.llmloadtest.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.FindingId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptancesTest {

    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2026, 12, 31);

    @Test
    void findingsAreListedWithOrWithoutALastDay() {
        assertThat(parse("foreign-traffic, queueing=2026-12-31", "cold-start=2026-12-30")).containsExactly(
                Acceptance.of(FindingId.FOREIGN_TRAFFIC),
                new Acceptance(FindingId.QUEUEING, Optional.of(NEW_YEARS_EVE), Optional.empty(), false),
                new Acceptance(FindingId.COLD_START, Optional.of(NEW_YEARS_EVE.minusDays(1)), Optional.empty(), true));
    }

    @Test
    void aReasonMayHoldCommasAndEqualSigns() {
        assertThat(parse("foreign-traffic=2027-01-01 (the backup, at n=3 (nightly))", "queueing (so)"))
                .containsExactly(
                        new Acceptance(FindingId.FOREIGN_TRAFFIC, Optional.of(NEW_YEARS_EVE.plusDays(1)),
                                Optional.of("the backup, at n=3 (nightly)"), false),
                        new Acceptance(FindingId.QUEUEING, Optional.empty(), Optional.of("so"), false));
    }

    @Test
    void aFindingThatIsNoneNamesTheNearest() {
        assertThatThrownBy(() -> parse("foreign-trafic"))
                .hasMessageContaining("there is no finding 'foreign-trafic'; did you mean 'foreign-traffic'?");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("there is no finding ''");
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        assertThatThrownBy(() -> parse("queueing=2026-02-30")).hasMessageContaining("'2026-02-30' is no day");
        assertThatThrownBy(() -> parse("queueing=soon")).hasMessageContaining("2026-12-31");
        assertThatThrownBy(() -> parse("queueing=2026-12-31 until then")).hasMessageContaining("cannot be used");
    }

    private static List<Acceptance> parse(String... typed) {
        return Acceptances.parse(List.of(typed), NEW_YEARS_EVE);
    }
}
