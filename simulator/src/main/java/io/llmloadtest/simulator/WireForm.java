package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Finish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.io.JsonStringEncoder;

/** JSON bodies and events, field by field in the order and with the nulls of the version's captures. */
final class WireForm {
    private static final double NANOS_PER_MILLI = 1e6;

    private final VllmVersion version;
    private final VllmVersion form;

    WireForm(VllmVersion version) {
        this.version = version;
        form = version.form();
    }

    /** What opens every event and body of one response. */
    record Head(String id, long createdSeconds, String model) {

        private String json(String object) {
            return json(object, "choices");
        }

        private String json(String object, String list) {
            return "{\"id\":" + quote(id) + ",\"object\":\"" + object + "\",\"created\":" + createdSeconds
                    + ",\"model\":" + quote(model)
                    + ",\"" + list + "\":[";
        }
    }

    /** Token counts of a response. */
    record Usage(int promptTokens, int completionTokens) {

        private String json(String details) {
            return "{\"prompt_tokens\":%d,\"total_tokens\":%d,\"completion_tokens\":%d%s}".formatted(promptTokens,
                    promptTokens + completionTokens,
                    completionTokens, details);
        }
    }

    /** The server's own times of a response, in nanoseconds, as {@code --enable-per-request-metrics} adds them since 0.25.0. */
    record Times(long queueNanos, long prefillNanos, long decodeNanos, int tokens) {

        private String json() {
            double generationMillis = decodeNanos / NANOS_PER_MILLI;
            return "{\"time_to_first_token_ms\":%s,\"generation_time_ms\":%s,\"queue_time_ms\":%s,\"mean_itl_ms\":%s,\"tokens_per_second\":%s}"
                    .formatted(prefillNanos / NANOS_PER_MILLI, generationMillis, queueNanos / NANOS_PER_MILLI,
                            tokens > 1 ? generationMillis / (tokens - 1) : "null",
                            decodeNanos > 0 ? tokens * 1e9 / decodeNanos : "null");
        }
    }

    /** The first event of a chat choice: its role, no text. */
    String role(Head head, int index, Optional<Tokens> prompt, Optional<Usage> usage) {
        return chatChunk(head) + index + ",\"delta\":{\"role\":\"assistant\",\"content\":\"\"" + reasoningContent()
                + "},\"logprobs\":null,\"finish_reason\":null}]"
                + usage(usage) + ids("prompt_token_ids", prompt.map(WireForm::list))
                + (form.atLeast(0, 26, 0) ? ",\"prompt_text\":null" : "") + "}";
    }

    /** How a choice ended, as it is told. */
    record End(String reason, String stopReason) {
        static End of(Finish finish, boolean toolCall) {
            return new End(toolCall ? "tool_calls" : finish.reason().wire(), WireForm.stopReason(finish));
        }

        private String json() {
            return ",\"finish_reason\":\"" + reason + "\",\"stop_reason\":" + stopReason;
        }
    }

    /** A token's event in a chat stream. */
    String chatContent(Head head, int index, String delta, Optional<End> end, Optional<List<Integer>> ids,
            Optional<Usage> usage) {
        return chatChunk(head) + index + ",\"delta\":" + delta + ",\"logprobs\":null"
                + end.map(End::json).orElse(",\"finish_reason\":null") + ids("token_ids", ids) + "}]" + usage(usage)
                + "}";
    }

    /** A token's event in a completion stream. */
    String completionContent(Head head, int index, String text, Optional<Finish> finish, Optional<Tokens> prompt,
            Optional<List<Integer>> ids, Optional<Usage> usage) {
        String nothing = form.before(0, 26, 0) ? ",\"usage\":null" : "";
        return head.json("text_completion") + "{\"index\":" + index + ",\"text\":" + quote(text) + ",\"logprobs\":null"
                + finish(finish)
                + ids("prompt_token_ids", prompt.map(WireForm::list)) + ids("token_ids", ids) + "}]"
                + (usage.isPresent() ? usage(usage) : nothing) + "}";
    }

    /** The last event before the end, if usage was asked for. */
    String usageChunk(Head head, boolean chat, Usage usage, Optional<Times> times) {
        return head.json(chat ? "chat.completion.chunk" : "text_completion") + "],\"usage\":" + usage.json("")
                + metrics(times)
                + fingerprint(",\"system_fingerprint\":%s")
                + "}";
    }

    /** A finished choice of an answer that is no stream. */
    record Choice(int index, String reasoning, String text, Optional<String> toolCalls, Finish finish) {}

    /** A whole chat answer. */
    String chat(Head head, Iterable<Choice> choices, Optional<Usage> usage, Optional<Times> times) {
        var out = new StringBuilder(head.json("chat.completion"));
        String comma = "";
        for (Choice choice : choices) {
            out.append(comma).append("{\"index\":").append(choice.index()).append(",\"message\":")
                    .append(message(choice)).append(",\"logprobs\":null")
                    .append(End.of(choice.finish(), choice.toolCalls().isPresent()).json())
                    .append(form.atLeast(0, 10, 2) ? ",\"token_ids\":null" : "")
                    .append(form.atLeast(0, 26, 0) ? ",\"routed_experts\":null" : "").append('}');
            comma = ",";
        }
        out.append(']').append(
                form.atLeast(0, 10, 2) ? ",\"service_tier\":null,\"system_fingerprint\":" + fingerprintOrNull() : "")
                .append(",\"usage\":")
                .append(wholeUsage(usage)).append(",\"prompt_logprobs\":null");
        out.append(form.atLeast(0, 10, 2) ? ",\"prompt_token_ids\":null" : "")
                .append(form.atLeast(0, 26, 0) ? ",\"prompt_text\":null" : "")
                .append(form.atLeast(0, 9, 0) ? ",\"kv_transfer_params\":null" : "")
                .append(form.atLeast(0, 26, 0) ? ",\"ec_transfer_params\":null" : "")
                .append(form.atLeast(0, 26, 0) && times.isEmpty() ? ",\"metrics\":null" : metrics(times));
        return out.append('}').toString();
    }

    private String message(Choice choice) {
        String content = choice.toolCalls().isPresent() ? "null" : quote(choice.text());
        String reasoning = choice.reasoning().isEmpty() ? "null" : quote(choice.reasoning());
        if (form.before(0, 10, 2)) {
            return "{\"role\":\"assistant\",\"reasoning_content\":" + reasoning + ",\"content\":" + content
                    + ",\"tool_calls\":" + choice.toolCalls().orElse("[]") + "}";
        }
        String none = form.before(0, 26, 0) ? ",\"tool_calls\":[]" : "";
        return "{\"role\":\"assistant\",\"content\":" + content
                + ",\"refusal\":null,\"annotations\":null,\"audio\":null,\"function_call\":null"
                + choice.toolCalls().map(calls -> ",\"tool_calls\":" + calls).orElse(none) + ",\"reasoning\":"
                + reasoning + (form.before(0, 16, 0) ? ",\"reasoning_content\":" + reasoning : "") + "}";
    }

    /** A whole completion answer. */
    String completion(Head head, Iterable<Choice> choices, Optional<Usage> usage, Optional<Times> times) {
        var out = new StringBuilder(head.json("text_completion"));
        String comma = "";
        for (Choice choice : choices) {
            out.append(comma).append("{\"index\":").append(choice.index()).append(",\"text\":")
                    .append(quote(choice.text())).append(",\"logprobs\":null")
                    .append(finish(Optional.of(choice.finish())))
                    .append(form.atLeast(0, 10, 2) ? ",\"token_ids\":null" : "")
                    .append(",\"prompt_logprobs\":null")
                    .append(form.atLeast(0, 10, 2) ? ",\"prompt_token_ids\":null" : "").append('}');
            comma = ",";
        }
        return out.append(']').append(
                form.atLeast(0, 10, 2) ? ",\"service_tier\":null,\"system_fingerprint\":" + fingerprintOrNull() : "")
                .append(",\"usage\":").append(wholeUsage(usage))
                .append(form.atLeast(0, 9, 0) ? ",\"kv_transfer_params\":null" : "").append(metrics(times)).append('}')
                .toString();
    }

    /** An answer with an embedding for each input. */
    String embeddings(Head head, int inputs, Optional<Usage> usage) {
        String all = IntStream.range(0, inputs)
                .mapToObj(i -> "{\"index\":" + i + ",\"object\":\"embedding\",\"embedding\":[0.6,-0.8]}")
                .collect(Collectors.joining(","));
        return head.json("list", "data") + all + "],\"usage\":"
                + usage.map(counts -> counts.json(",\"prompt_tokens_details\":null")).orElse("null") + "}";
    }

    /** An error's body. */
    String error(ApiError error) {
        String message = error.value().isEmpty() || form.before(0, 17, 0)
                ? error.message()
                : "%s (parameter=%s, value=%s)".formatted(error.message(), error.param(), error.value());
        String param = error.param().isEmpty() || form.before(0, 17, 0) ? "null" : quote(error.param());
        String fields = "\"message\":%s,\"type\":%s,\"param\":%s,\"code\":%d".formatted(quote(message),
                quote(error.type()), param, error.status());
        return form.before(0, 10, 0) ? "{\"object\":\"error\"," + fields + "}" : "{\"error\":{" + fields + "}}";
    }

    /** An error inside a stream, written by Python's json.dumps with its blanks. */
    String errorEvent(String message) {
        String fields = "\"message\": %s, \"type\": \"InternalServerError\", \"param\": null, \"code\": 500"
                .formatted(quote(message));
        return form.before(0, 10, 0) ? "{\"object\": \"error\", " + fields + "}" : "{\"error\": {" + fields + "}}";
    }

    /** The list of served models. */
    String models(Iterable<String> names, int maxModelLen, long createdSeconds) {
        var out = new StringBuilder("{\"object\":\"list\",\"data\":[");
        String comma = "";
        for (String name : names) {
            String permission = Integer.toHexString(name.hashCode()) + "0123456789abcdef0123456789abcdef";
            out.append(comma).append(
                    "{\"id\":%s,\"object\":\"model\",\"created\":%d,\"owned_by\":\"vllm\",\"root\":%s,\"parent\":%s,\"max_model_len\":%d,"
                            .formatted(quote(name), createdSeconds, quote("/models/" + name), parent(name, names),
                                    maxModelLen))
                    .append("\"permission\":[{\"id\":\"modelperm-%s\",\"object\":\"model_permission\",\"created\":%d,\"allow_create_engine\":false,"
                            .formatted(permission.substring(0, form.before(0, 13, 0) ? 32 : 16), createdSeconds))
                    .append("\"allow_sampling\":true,\"allow_logprobs\":true,\"allow_search_indices\":false,\"allow_view\":true,\"allow_fine_tuning\":false,")
                    .append("\"organization\":\"*\",\"group\":null,\"is_blocking\":false}]}");
            comma = ",";
        }
        return out.append("]}").toString();
    }

    /** Only an adapter has one: the base model, whose name is the first. */
    private static String parent(String name, Iterable<String> names) {
        return name.equals(Settings.LORA_NAME) ? quote(names.iterator().next()) : "null";
    }

    private String chatChunk(Head head) {
        return head.json("chat.completion.chunk") + "{\"index\":";
    }

    /** An empty field of the versions in which {@code reasoning_content} was on its way out. */
    private String reasoningContent() {
        return form.atLeast(0, 10, 2) && form.before(0, 16, 0) ? ",\"reasoning_content\":null" : "";
    }

    private static String finish(Optional<Finish> finish) {
        return finish
                .map(done -> ",\"finish_reason\":\"" + done.reason().wire() + "\",\"stop_reason\":" + stopReason(done))
                .orElse(",\"finish_reason\":null,\"stop_reason\":null");
    }

    private static String stopReason(Finish finish) {
        return finish.stoppedBy().isEmpty() ? "null" : quote(finish.stoppedBy());
    }

    /** A list of token ids, null where nobody asked for it; there since 0.10.2. */
    private String ids(String field, Optional<List<Integer>> ids) {
        return form.before(0, 10, 2)
                ? ""
                : ",\"" + field + "\":" + ids.map(list -> list.toString().replace(" ", "")).orElse("null");
    }

    private static List<Integer> list(Tokens tokens) {
        return IntStream.of(tokens.toArray()).boxed().toList();
    }

    private static String usage(Optional<Usage> usage) {
        return usage.map(counts -> ",\"usage\":" + counts.json("")).orElse("");
    }

    private static String metrics(Optional<Times> times) {
        return times.map(known -> ",\"metrics\":" + known.json()).orElse("");
    }

    private String wholeUsage(Optional<Usage> usage) {
        String details = ",\"prompt_tokens_details\":null"
                + (form.atLeast(0, 27, 0) ? ",\"completion_tokens_details\":null" : "");
        return usage.map(counts -> counts.json(details)).orElse("null");
    }

    private String fingerprint(String template) {
        return form.atLeast(0, 21, 0) ? template.formatted(fingerprintOrNull()) : "";
    }

    /** Since 0.21.0: the version and a hash of the configuration. */
    private String fingerprintOrNull() {
        return form.atLeast(0, 21, 0) ? "\"vllm-%s-%08x\"".formatted(version, version.hashCode() * 0x9e3779b9) : "null";
    }

    static String quote(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        return out.append('"').toString();
    }
}
