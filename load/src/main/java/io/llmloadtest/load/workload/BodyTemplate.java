package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of the body that all requests share, written once; a prompt and a salt are put in by joining bytes. */
final class BodyTemplate {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final String fields;
    private final String beforePrompt;
    private final String afterPrompt;
    private final boolean salted;

    private BodyTemplate(ObjectNode shared, Endpoint endpoint, boolean salted) {
        this.fields = shared.toString();
        String open = fields.substring(0, fields.length() - 1);
        this.beforePrompt = open + switch (endpoint) {
            case CHAT_COMPLETIONS -> ",\"messages\":[{\"role\":\"user\",\"content\":";
            case COMPLETIONS -> ",\"prompt\":";
        };
        this.afterPrompt = endpoint == Endpoint.CHAT_COMPLETIONS ? "}]" : "";
        this.salted = salted;
    }

    /** The template of the plan's own requests. */
    static BodyTemplate of(Plan plan, String model, Extras extras) {
        return of(plan, model, extras, plan.answerTokens(), plan.streamed());
    }

    /** The template of a request for one token, to see whether the server can serve. */
    static BodyTemplate ofReadiness(Plan plan, String model, Extras extras) {
        return of(plan, model, extras, 1, false);
    }

    private static BodyTemplate of(Plan plan, String model, Extras extras, int answerTokens, boolean streamed) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.put("stream", streamed);
        if (streamed && extras.sent().contains(Extra.STREAM_OPTIONS)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (extras.sent().contains(Extra.MIN_TOKENS) && !plan.extraBody().freesTheEnd()) {
            body.put("min_tokens", answerTokens);
        }
        if (extras.sent().contains(Extra.IGNORE_EOS)) {
            body.put("ignore_eos", true);
        }
        if (extras.sent().contains(Extra.TEMPERATURE)) {
            body.put("temperature", 0);
        }
        ObjectNode users = plan.extraBody().fields();
        boolean salted = extras.sent().contains(Extra.CACHE_SALT) && !users.has(Extra.CACHE_SALT.field());
        users.forEachEntry((name, value) -> {
            if (value.isNull()) {
                body.remove(name);
            } else {
                body.set(name, value);
            }
        });
        String length = extras.sent().contains(Extra.MAX_TOKENS) && !users.has("max_completion_tokens")
                ? "max_tokens"
                : "max_completion_tokens";
        body.remove(List.of("max_tokens", "max_completion_tokens"));
        body.put(length, answerTokens);
        return new BodyTemplate(body, plan.endpoint(), salted);
    }

    /** The shared fields as JSON: what a result shows of the bodies. */
    String fields() {
        return fields;
    }

    /** A whole body. */
    byte[] body(String promptJson, String salt) {
        StringBuilder body = new StringBuilder(beforePrompt.length() + promptJson.length() + 64);
        body.append(beforePrompt).append(promptJson).append(afterPrompt);
        if (salted) {
            body.append(",\"cache_salt\":\"").append(salt).append('"');
        }
        return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
