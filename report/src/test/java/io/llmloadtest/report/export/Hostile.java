package io.llmloadtest.report.export;

import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.ResultDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results in which names and messages come from somebody who means harm. */
final class Hostile {

    /** With half a surrogate pair where LONE stands. */
    static final String TEXT = "=cmd|' /C calc'!A0 | **x** ~~y~~ $z$ <img src=x onerror=alert(1)> [a](http://evil.example) "
            + "@everyone #1 GH-2 https://evil.example/?a|b www.evil.example `tick` &lt; ]]> \"q\"\u0000\u001b[2J\ufffe\ud83d\ude00 LONE end";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Hostile() {
    }

    /** {@code result} with that text wherever text comes from outside. */
    static ResultDocument of(ResultDocument result) {
        return changed(result, document -> {
            document.put("run_id", TEXT);
            ObjectNode target = (ObjectNode) document.get("target");
            target.put("server_url", TEXT).put("model", TEXT).put("server_kind", TEXT).put("server_version", TEXT);
            document.get("results").forEach(level -> ((ArrayNode) level.get("error_messages")).addObject()
                    .put("message", TEXT).put("count", 7_000));
            findings(document).addObject().put("id", TEXT).put("severity", "warning").put("message", TEXT)
                    .put("advice", TEXT).putObject("values");
            document.at("/validation/findings").forEach(finding -> ((ObjectNode) finding).putArray("levels").add(0));
            ((ObjectNode) document.at("/validation/comparisons/0")).put("metric_name", TEXT).put("reason", TEXT)
                    .putNull("reason_detail");
        });
    }

    static ArrayNode findings(ObjectNode document) {
        return (ArrayNode) document.at("/validation/findings");
    }

    /** {@code result} with its JSON changed. */
    static ResultDocument changed(ResultDocument result, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) JSON.readTree(ResultCodec.encode(result));
        change.accept(document);
        try {
            return ResultCodec.decodeResult(JSON.writeValueAsString(document).replace("LONE", "\\ud800")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
