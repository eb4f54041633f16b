package io.llmloadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void hangulTakesTwoColumnsAndCombiningMarksNone() {
        assertThat(Columns.width("검증 결과")).isEqualTo(9);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.width("✓ PASS")).isEqualTo(6);
        assertThat(Columns.left("동시성", 8)).isEqualTo("동시성  ");
        assertThat(Columns.right("차이", 6)).isEqualTo("  차이");
    }

    @Test
    void wrappingBreaksAtSpacesAndLongWordsWhereTheLineEnds() {
        assertThat(Columns.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Columns.wrap("abcdefghij k", 4)).containsExactly("abcd", "efgh", "ij k");
        assertThat(Columns.wrap("검증결과", 5)).containsExactly("검증", "결과");
        assertThat(Columns.wrap("", 5)).containsExactly("");
    }

    @Test
    void controlAndDirectionCharactersAreMadeHarmless() {
        assertThat(Columns.clean("a\u001b[31mb\n\tc\u202ed")).isEqualTo("a?[31mb  c?d");
    }
}
