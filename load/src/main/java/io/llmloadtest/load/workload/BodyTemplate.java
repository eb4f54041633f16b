package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of the body that all requests share, written once; what differs is put in by joining bytes. */
final class BodyTemplate {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String MIN_TOKENS = Extra.MIN_TOKENS.field();

    private final ObjectNode shared;
    private final String open;
    private final String prompt;
    private final List<String> lengths;
    private final String salt;

    private BodyTemplate(ObjectNode shared, Plan plan, List<String> lengths, boolean salted) {
        this.shared = shared;
        this.open = shared.toString().substring(0, shared.toString().length() - 1);
        this.prompt = switch (plan.endpoint()) {
            case CHAT_COMPLETIONS -> "messages";
            case COMPLETIONS -> "prompt";
            case EMBEDDINGS -> "input";
        };
        this.lengths = lengths;
        this.salt = salted ? HexFormat.of().toHexDigits(Mix.text(plan.runId())) : "";
    }

    /** The template of the plan's own requests. */
    static BodyTemplate of(Plan plan, String model, Extras extras) {
        return of(plan, model, extras, plan.streamed());
    }

    /** The template of a request to see whether the server can serve. */
    static BodyTemplate ofReadiness(Plan plan, String model, Extras extras) {
        return of(plan, model, extras, false);
    }

    private static BodyTemplate of(Plan plan, String model, Extras extras, boolean streamed) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        if (plan.endpoint().generates()) {
            body.put("stream", streamed);
        }
        if (streamed && extras.sent().contains(Extra.STREAM_OPTIONS)) {
            ObjectNode options = body.putObject("stream_options").put("include_usage", true);
            if (extras.sent().contains(Extra.CONTINUOUS_USAGE_STATS)) {
                options.put(Extra.CONTINUOUS_USAGE_STATS.field(), true);
            }
        }
        if (streamed && extras.sent().contains(Extra.RETURN_TOKEN_IDS)) {
            body.put(Extra.RETURN_TOKEN_IDS.field(), true);
        }
        if (extras.sent().contains(Extra.IGNORE_EOS)) {
            body.put("ignore_eos", true);
        }
        if (extras.sent().contains(Extra.TEMPERATURE)) {
            body.put("temperature", 0);
        }
        ObjectNode users = plan.extraBody().fields();
        users.forEachEntry((name, value) -> {
            if (value.isNull()) {
                body.remove(name);
            } else {
                body.set(name, value);
            }
        });
        if (!plan.endpoint().generates()) {
            return new BodyTemplate(body, plan, List.of(), false);
        }
        String most = extras.sent().contains(Extra.MAX_TOKENS) && !users.has("max_completion_tokens")
                ? "max_tokens"
                : "max_completion_tokens";
        body.remove(List.of("max_tokens", "max_completion_tokens"));
        boolean bothEnds = extras.sent().contains(Extra.MIN_TOKENS) && !plan.extraBody().freesTheEnd()
                && !users.has(MIN_TOKENS);
        boolean salted = extras.sent().contains(Extra.CACHE_SALT) && !users.has(Extra.CACHE_SALT.field());
        return new BodyTemplate(body, plan, bothEnds ? List.of(most, MIN_TOKENS) : List.of(most), salted);
    }

    /** The shared fields as JSON, with the answer's length where that is shared too: what a result shows of the bodies. */
    String fields(OptionalInt answerTokens) {
        ObjectNode shown = shared.deepCopy();
        answerTokens.ifPresent(tokens -> lengths.forEach(length -> shown.put(length, tokens)));
        return shown.toString();
    }

    /** A whole body. */
    byte[] body(Draft draft, int answerTokens) {
        StringBuilder body = new StringBuilder(open.length() + draft.prompt().length() + 160).append(open);
        for (String length : lengths) {
            body.append(",\"").append(length).append("\":").append(answerTokens);
        }
        body.append(",\"").append(prompt).append("\":").append(draft.prompt());
        if (!salt.isEmpty()) {
            body.append(",\"cache_salt\":\"").append(salt).append(HexFormat.of().toHexDigits(draft.salt(), 12))
                    .append('"');
        }
        return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
