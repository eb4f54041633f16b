package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which ports calls came. */
class PortLinesTest {

    private static final String CALL = "%s - \"POST /v1/chat/completions HTTP/1.1\" 200 OK";

    @ParameterizedTest
    @CsvSource({"INFO:     172.17.0.1:41660, 41660", "(APIServer pid=1) INFO:     ::1:65535, 65535",
            "INFO:     127.0.0.1:1, 1"})
    void theClientsPortIsRead(String head, int port) {
        assertThat(Lines.digest(CALL.formatted(head)).requests().ports()).isEqualTo(new PortLines(Map.of(port, 1), 0));
    }

    @ParameterizedTest
    @CsvSource({"INFO:     172.17.0.1:65536", "INFO:     172.17.0.1:", "INFO:     172.17.0.1:0", "INFO:     unix",
            "INFO:     127.0.0.1:80a", "INFO:     127.0.0.1:99999999999999999999"})
    void aCallWithoutAPortIsCountedAsLeftOut(String head) {
        assertThat(Lines.digest(CALL.formatted(head)).requests().ports()).isEqualTo(new PortLines(Map.of(), 1));
    }

    @Test
    void linesOfAPortAreCountedAndOtherRoutesAreNot() {
        PortLines ports = Lines.digest(CALL.formatted("INFO:     10.0.0.1:4000"),
                CALL.formatted("INFO:     10.0.0.1:4000"), CALL.formatted("INFO:     10.0.0.1:4001"),
                "INFO:     10.0.0.1:4002 - \"GET /v1/models HTTP/1.1\" 200 OK",
                "INFO:     10.0.0.1:4003 - \"POST /tokenize HTTP/1.1\" 200 OK").requests().ports();

        assertThat(ports).isEqualTo(new PortLines(Map.of(4000, 2, 4001, 1), 0));
    }

    @Test
    void callsFromBeforeTheRunAreForgotten() {
        LogBook book = Lines.book(CALL.formatted("INFO:     10.0.0.1:4000"), CALL.formatted("INFO:     10.0.0.1:4001"));
        book.beginRun(Lines.second(1));

        assertThat(book.between(Lines.second(1), Lines.second(9)).requests().ports().lines())
                .isEqualTo(Map.of(4001, 1));
    }
}
