package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultHasANameADescriptionAndIsFoundByItsName(Fault fault) {
        assertThat(fault.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(fault.description()).isNotBlank().doesNotContain("\n");
        assertThat(Fault.named(fault.id())).contains(fault);
        assertThat(Faults.parse(fault.id()).on(fault)).isTrue();
    }

    @Test
    void theCommandLineSetsNumbers() {
        Faults faults = Faults.parse("responses-lost:every=5,no-usage");
        assertThat(faults.number(Fault.RESPONSES_LOST, "every")).isEqualTo(5);
        assertThat(faults.on(Fault.NO_USAGE)).isTrue();
        assertThat(faults.on(Fault.STALL)).isFalse();
        assertThat(faults.number(Fault.STALL, "tokens")).isEqualTo(4);
    }

    @Test
    void everyNthIsStruck() {
        Faults faults = Faults.none().with(Fault.HTTP_ERRORS, "every", 3);
        assertThat(LongStream.rangeClosed(1, 9).filter(i -> faults.strikes(Fault.HTTP_ERRORS, i))).containsExactly(3L,
                6L, 9L);
    }

    @Test
    void whatDoesNotExistIsNamedWithWhatDoes() {
        assertThatThrownBy(() -> Faults.parse("no-such")).hasMessageContaining("no-such")
                .hasMessageContaining("responses-lost");
        assertThatThrownBy(() -> Faults.parse("stall:often=3")).hasMessageContaining("often")
                .hasMessageContaining("every");
        assertThatThrownBy(() -> Faults.parse("stall:every=x")).hasMessageContaining("NAME=NUMBER");
    }
}
