package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.verdict.Tolerances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What weakens a judgement of pieces is said in the language of the reader, and kept in English. */
class PieceNoteTest {

    private static final String LOGGED = "INFO:     127.0.0.1:1 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK\n";

    @TempDir
    private Path folder;

    @Test
    void aLogWithoutStampsIsToldOfInBothLanguages() throws IOException {
        LoosePieces.Judged judged = judge("2026-11-25T01:00:00Z", LOGGED + LOGGED);

        assertThat(said(judged, Locale.ENGLISH)).containsExactly(folder.resolve("bare.log")
                + ": its lines have no time stamps, so all 2 count as logged during the test, and throughput is not"
                + " compared; save it with: docker logs --timestamps CONTAINER");
        assertThat(said(judged, Locale.KOREAN)).singleElement().asString()
                .startsWith(folder.resolve("bare.log") + ": 줄에 시각이 없어 2줄 모두")
                .endsWith("docker logs --timestamps CONTAINER");
        assertThat(judged.document().plan().get("notes")).isEqualTo(said(judged, Locale.ENGLISH));
    }

    @Test
    void theLogOfAnotherTimeIsToldOfWithTheTimes() throws IOException {
        LoosePieces.Judged judged = judge("2026-11-25T01:00:00Z", "2026-11-20T01:00:00.000000000Z " + LOGGED);

        assertThat(said(judged, Locale.ENGLISH)).containsExactly(folder.resolve("bare.log")
                + ": none of its 1 lines lies between 2026-11-25T00:59:59Z and 2026-11-25T01:00:03Z: it is the log of"
                + " another time, or its clock is off");
        assertThat(said(judged, Locale.KOREAN)).singleElement().asString().contains("2026-11-25T00:59:59Z부터",
                "전체 1줄 가운데");
    }

    @Test
    void requestsWithoutTimesAreToldOf() throws IOException {
        Path client = Files.writeString(folder.resolve("client.json"), "{\"requests\": [{\"status\": 200}]}");
        LoosePieces.Judged judged = judge(client, LOGGED);

        assertThat(said(judged, Locale.ENGLISH)).contains(client
                + ": not every request says at what time of day it was sent (started_at), so every line of the log counts,"
                + " and throughput over the log's windows is not compared");
        assertThat(said(judged, Locale.KOREAN)).noneMatch(note -> note.contains("request"));
    }

    private LoosePieces.Judged judge(String startedAt, String log) throws IOException {
        return judge(
                Files.writeString(folder.resolve("client.json"), "{\"requests\": [{\"status\": 200, \"started_at\": \""
                        + startedAt + "\", \"e2e_s\": 1}]}"),
                log);
    }

    private LoosePieces.Judged judge(Path client, String log) throws IOException {
        Path file = Files.writeString(folder.resolve("bare.log"), log);
        return new LoosePieces(client, Optional.empty(), Optional.empty(), Optional.of(file))
                .judge(Tolerances.DEFAULT);
    }

    private static List<String> said(LoosePieces.Judged judged, Locale language) {
        return judged.notes().stream().map(note -> note.in(ConsoleBook.of(language))).toList();
    }
}
