package io.llmloadtest.wire.hot;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ServerTimes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one OpenAI document, a stream's chunk or a whole answer, in one pass, and tells the {@link Facts}. Chat and completion
 * forms are told apart by what is there. Error forms (vLLM 0.6 to 0.32): {@code {"error":{..}}}, {@code {"error":"text"}}
 * (401), {@code {"object":"error",..}} (up to 0.9), {@code {"detail":..}} (the web framework's own).
 */
final class AnswerScanner {

    private static final byte[] ID = ascii("id");
    private static final byte[] OBJECT = ascii("object");
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] DATA = ascii("data");
    private static final byte[] EMBEDDING = ascii("embedding");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] FINGERPRINT = ascii("system_fingerprint");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] DETAIL = ascii("detail");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] CODE = ascii("code");
    private static final byte[] INDEX = ascii("index");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] TOKEN_IDS = ascii("token_ids");
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] REFUSAL = ascii("refusal");
    private static final byte[] REASONING = ascii("reasoning");
    private static final byte[] REASONING_CONTENT = ascii("reasoning_content");
    private static final byte[] TOOL_CALLS = ascii("tool_calls");
    private static final byte[] FUNCTION_CALL = ascii("function_call");
    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] PROMPT_TOKENS_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] ABORT = ascii("abort");
    private static final byte[] METRICS = ascii("metrics");
    private static final byte[] QUEUE_TIME = ascii("queue_time_ms");
    private static final byte[] TIME_TO_FIRST_TOKEN = ascii("time_to_first_token_ms");
    private static final byte[] GENERATION_TIME = ascii("generation_time_ms");
    private static final int LONGEST_TIME = 40;
    private static final double LONGEST_MILLIS = 1e11;

    private final JsonCursor json = new JsonCursor();
    private final Facts facts;
    private final Bytes message = new Bytes(300 * 12);
    private final Bytes type = new Bytes(256);
    private final Bytes code = new Bytes(256);
    private int flags;
    private boolean error;
    private boolean choices;
    private boolean usage;
    private int completionTokens;
    private boolean severalChoices;
    private boolean listsTokenIds;
    private int tokenIds;
    /** Prompt tokens of a usage that tells no completion tokens: embeddings have none, and only vLLM says so. */
    private int promptOnly;

    AnswerScanner(Facts facts) {
        this.facts = facts;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a document; false when it is no JSON object. What was read before the flaw counts.
     *
     * @param asError whether it is known to be an error from elsewhere: the HTTP status, or the event's name
     */
    boolean scan(byte[] bytes, int from, int end, boolean asError) {
        flags = 0;
        error = asError;
        choices = false;
        usage = false;
        severalChoices = false;
        listsTokenIds = false;
        tokenIds = 0;
        promptOnly = -1;
        message.clear();
        type.clear();
        code.clear();
        boolean whole = true;
        json.begin(bytes, from, end);
        try {
            json.peek();
            for (boolean more = json.openObject(); more; more = json.nextMember()) {
                member();
            }
            json.finish();
        } catch (JsonCursor.Refusal _) {
            whole = false;
        }
        if (facts.embeddings && promptOnly >= 0) {
            usage(promptOnly, 0);
        }
        if (error && !facts.error) {
            facts.error = true;
            facts.errorMessage.append(message.array(), 0, message.size());
            facts.errorType.append(type.array(), 0, type.size());
            facts.errorCode.append(code.array(), 0, code.size());
        }
        return whole;
    }

    private void member() {
        if (json.textIs(CHOICES)) {
            choiceList();
        } else if (json.textIs(USAGE)) {
            usageObject();
        } else if (json.textIs(DATA)) {
            embeddingList();
        } else if (json.textIs(ID)) {
            if (facts.id.size() == 0) {
                take(facts.id);
            } else {
                json.skip();
            }
        } else if (json.textIs(OBJECT)) {
            if (json.peek() == '"') {
                json.string();
                error |= json.textIs(ERROR);
            } else {
                json.skip();
            }
        } else if (json.textIs(FINGERPRINT)) {
            take(facts.fingerprint);
        } else if (json.textIs(METRICS)) {
            metricsObject();
        } else if (json.textIs(ERROR)) {
            errorValue();
        } else {
            errorField();
        }
    }

    private void choiceList() {
        if (json.peek() != '[') {
            json.skip();
            return;
        }
        for (boolean more = json.openArray(); more; more = json.nextElement()) {
            if (json.peek() == '{') {
                choices = true;
                facts.choices = true;
                choice();
            } else {
                json.skip();
            }
        }
    }

    private void embeddingList() {
        if (json.peek() != '[') {
            json.skip();
            return;
        }
        for (boolean more = json.openArray(); more; more = json.nextElement()) {
            if (json.peek() == '{') {
                for (boolean field = json.openObject(); field; field = json.nextMember()) {
                    facts.embeddings |= json.textIs(EMBEDDING);
                    json.skip();
                }
            } else {
                json.skip();
            }
        }
    }

    private void choice() {
        int index = 0;
        boolean ended = false;
        int reasonFrom = 0;
        int reasonLength = 0;
        for (boolean more = json.openObject(); more; more = json.nextMember()) {
            if (json.textIs(DELTA) || json.textIs(MESSAGE)) {
                delta();
            } else if (json.textIs(TEXT)) {
                flag(ChunkTrain.CONTENT);
            } else if (json.textIs(INDEX)) {
                index = Math.max(0, count());
            } else if (json.textIs(TOKEN_IDS)) {
                tokenIdList();
            } else if (json.textIs(FINISH_REASON) && json.peek() == '"') {
                json.string();
                ended = json.textLength() > 0;
                reasonFrom = json.textFrom();
                reasonLength = json.textLength();
                facts.endedByError |= json.textIs(ERROR) || json.textIs(ABORT);
            } else {
                json.skip();
            }
        }
        severalChoices |= index > 0;
        if (ended) {
            flags |= ChunkTrain.FINISH;
            facts.finishReasons.count(index, json.bytes(), reasonFrom, reasonLength);
        }
    }

    /** vLLM's {@code return_token_ids} (0.10.2): the ids of the chunk's own tokens; null without it. */
    private void tokenIdList() {
        if (json.peek() != '[') {
            json.skip();
            return;
        }
        listsTokenIds = true;
        for (boolean more = json.openArray(); more; more = json.nextElement()) {
            tokenIds++;
            json.skip();
        }
    }

    private void delta() {
        if (json.peek() != '{') {
            json.skip();
            return;
        }
        for (boolean more = json.openObject(); more; more = json.nextMember()) {
            if (json.textIs(CONTENT) || json.textIs(REFUSAL)) {
                flag(ChunkTrain.CONTENT);
            } else if (json.textIs(REASONING) || json.textIs(REASONING_CONTENT)) {
                flag(ChunkTrain.REASONING);
            } else if (json.textIs(TOOL_CALLS) || json.textIs(FUNCTION_CALL)) {
                flag(ChunkTrain.TOOL_CALL);
            } else {
                json.skip();
            }
        }
    }

    /** Sets the flag when the value holds anything: a text, a list, an object. */
    private void flag(int what) {
        byte first = json.peek();
        if (first == '"') {
            json.string();
            if (json.textLength() > 0) {
                flags |= what;
                if (what == ChunkTrain.CONTENT) {
                    facts.say(json.bytes(), json.textFrom(), json.textLength());
                }
            }
            return;
        }
        int from = json.position();
        json.skip();
        if ((first == '[' || first == '{') && json.position() - from > 2) {
            flags |= what;
        }
    }

    private void usageObject() {
        if (json.peek() != '{') {
            json.skip();
            return;
        }
        int prompt = -1;
        int completion = -1;
        int cached = -1;
        for (boolean more = json.openObject(); more; more = json.nextMember()) {
            if (json.textIs(PROMPT_TOKENS)) {
                prompt = count();
            } else if (json.textIs(COMPLETION_TOKENS)) {
                completion = count();
            } else if (json.textIs(PROMPT_TOKENS_DETAILS)) {
                cached = cached();
            } else {
                json.skip();
            }
        }
        if (prompt >= 0 && completion >= 0) {
            usage(prompt, completion);
            facts.cached = cached >= 0;
            facts.cachedTokens = cached;
        } else {
            promptOnly = prompt;
        }
    }

    /** The server's own times; an object without any of them, as others may send it, says nothing. */
    private void metricsObject() {
        if (json.peek() != '{') {
            json.skip();
            return;
        }
        OptionalLong queue = OptionalLong.empty();
        OptionalLong prefill = OptionalLong.empty();
        OptionalLong decode = OptionalLong.empty();
        for (boolean more = json.openObject(); more; more = json.nextMember()) {
            if (json.textIs(QUEUE_TIME)) {
                queue = nanos();
            } else if (json.textIs(TIME_TO_FIRST_TOKEN)) {
                prefill = nanos();
            } else if (json.textIs(GENERATION_TIME)) {
                decode = nanos();
            } else {
                json.skip();
            }
        }
        if (queue.isPresent() || prefill.isPresent() || decode.isPresent()) {
            facts.serverTimes = Optional.of(new ServerTimes(queue, prefill, decode));
        }
    }

    /** A time given in milliseconds; empty when the value is none, below 0, or beyond three years. */
    private OptionalLong nanos() {
        byte first = json.peek();
        int from = json.position();
        if (first < '0' || first > '9') {
            json.skip();
            return OptionalLong.empty();
        }
        json.numeral();
        int length = json.position() - from;
        if (length > LONGEST_TIME) {
            return OptionalLong.empty();
        }
        double millis = Double.parseDouble(new String(json.bytes(), from, length, StandardCharsets.US_ASCII));
        return millis > LONGEST_MILLIS ? OptionalLong.empty() : OptionalLong.of(Math.round(millis * 1e6));
    }

    private void usage(int prompt, int completion) {
        usage = true;
        completionTokens = completion;
        facts.usage = true;
        facts.promptTokens = prompt;
        facts.completionTokens = completion;
    }

    private int cached() {
        int cached = -1;
        if (json.peek() != '{') {
            json.skip();
            return cached;
        }
        for (boolean more = json.openObject(); more; more = json.nextMember()) {
            if (json.textIs(CACHED_TOKENS)) {
                cached = count();
            } else {
                json.skip();
            }
        }
        return cached;
    }

    /** A count, or -1 when the value is none; never leaves this class. */
    private int count() {
        byte first = json.peek();
        if (first != '-' && (first < '0' || first > '9')) {
            json.skip();
            return -1;
        }
        json.numeral();
        return json.count() ? json.number() : -1;
    }

    private void errorValue() {
        switch (json.peek()) {
            case '{' -> {
                error = true;
                for (boolean more = json.openObject(); more; more = json.nextMember()) {
                    errorField();
                }
            }
            case '"' -> {
                error = true;
                take(message);
            }
            case 'n', 'f' -> json.skip();
            default -> {
                error = true;
                json.skip();
            }
        }
    }

    private void errorField() {
        if (json.textIs(MESSAGE) || json.textIs(DETAIL)) {
            take(message);
        } else if (json.textIs(TYPE)) {
            take(type);
        } else if (json.textIs(CODE)) {
            take(code);
        } else {
            json.skip();
        }
    }

    /** Takes over a text, or any other value but null as it stands. */
    private void take(Bytes into) {
        byte first = json.peek();
        if (first == '"') {
            json.string();
            into.clear();
            into.append(json.bytes(), json.textFrom(), json.textLength());
            return;
        }
        int from = json.position();
        json.skip();
        if (first != 'n') {
            into.clear();
            into.append(json.bytes(), from, json.position() - from);
        }
    }

    /** What the document carried, as flags of {@link ChunkTrain}. */
    int flags() {
        return flags;
    }

    /** Whether the document was an error. */
    boolean error() {
        return error;
    }

    /** Whether the document told a token count beside a choice. */
    boolean countedChoice() {
        return usage && choices;
    }

    int completionTokens() {
        return completionTokens;
    }

    /** Whether a choice listed the ids of its tokens. */
    boolean listsTokenIds() {
        return listsTokenIds;
    }

    /** How many token ids were listed. */
    int tokenIds() {
        return tokenIds;
    }

    /** Whether a choice other than the first was in it. */
    boolean severalChoices() {
        return severalChoices;
    }
}
