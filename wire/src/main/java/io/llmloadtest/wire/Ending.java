package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.Exchange.Stage;
import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.AnswerDecoder.Form;
import io.llmloadtest.wire.hot.Facts;
import io.llmloadtest.wire.hot.FinishReasons;
import io.llmloadtest.wire.hot.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Judges how an answer ended by what the decoder saw. */
final class Ending {

    private static final int LONGEST_MESSAGE = 300;

    private Ending() {
    }

    /** The end of an answer that is over. An error that the server told outranks how the bytes ended after it. */
    static End of(AnswerDecoder answer) {
        Optional<End> error = answer.headSeen() && answer.status() == 200 ? error(answer.facts()) : Optional.empty();
        if (error.isPresent()) {
            return error.get();
        }
        if (answer.flaw() != Flaw.NONE) {
            return new End.Malformed(flaw(answer));
        }
        if (!answer.headSeen()) {
            return new End.BrokenOff("the connection ended inside the answer's head");
        }
        if (!answer.whole() && !answer.done()) {
            return new End.BrokenOff("the connection ended inside the answer");
        }
        if (answer.status() != 200) {
            return new End.Refused(message(answer));
        }
        return answer.form() == Form.EVENTS ? ofStream(answer) : new End.Complete();
    }

    private static Optional<End> error(Facts facts) {
        if (facts.error()) {
            String code = JsonText.of(facts.errorCode(), LONGEST_MESSAGE);
            return Optional.of(new End.ErrorEvent(
                    code.isEmpty() ? JsonText.of(facts.errorType(), LONGEST_MESSAGE) : code,
                    JsonText.of(facts.errorMessage(), LONGEST_MESSAGE)));
        }
        if (facts.endedByError()) {
            return Optional.of(new End.ErrorEvent(reason(facts.finishReasons()), "told by a finish reason only"));
        }
        return Optional.empty();
    }

    /** The first finish reason that is an error. */
    private static String reason(FinishReasons reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            String name = new String(reasons.name(i), StandardCharsets.UTF_8);
            if (reasons.count(i) > 0 && (name.equals("error") || name.equals("abort"))) {
                return name;
            }
        }
        return "error";
    }

    /**
     * A finish reason is an end, with [DONE] or without. A connection that breaks after [DONE] has taken nothing away; one that
     * breaks between the two may have taken the token counts, so it does not come here.
     */
    private static End ofStream(AnswerDecoder answer) {
        Facts facts = answer.facts();
        if (facts.finishReasons().any() || (answer.done() && facts.choices())) {
            return new End.Complete();
        }
        return new End.BrokenOff(answer.done()
                ? "no choice before [DONE]"
                : "the stream ended without finish reason and [DONE]");
    }

    private static String flaw(AnswerDecoder answer) {
        Flaw flaw = answer.flaw();
        if (flaw != Flaw.NOT_OPENAI) {
            return flaw.text();
        }
        String type = new String(answer.contentType().array(), 0, answer.contentType().size(),
                StandardCharsets.ISO_8859_1);
        return "200 with " + (type.isEmpty() ? "no content type" : type) + ", " + flaw.text();
    }

    /** The server's own words: those of its JSON, or a body of plain text as it is; a page of HTML says nothing. */
    private static String message(AnswerDecoder answer) {
        String told = JsonText.of(answer.facts().errorMessage(), LONGEST_MESSAGE);
        if (!told.isEmpty()) {
            return told;
        }
        String text = new String(answer.body().array(), 0, answer.body().size(), StandardCharsets.UTF_8).strip();
        return text.startsWith("<") || text.startsWith("{") ? "" : JsonText.cut(text, LONGEST_MESSAGE);
    }

    /** What an answer that is not over was waiting for. */
    static Stage stage(AnswerDecoder answer, boolean streamed) {
        if (!answer.headSeen()) {
            return Stage.HEAD;
        }
        boolean stream = answer.form() == Form.EVENTS || (answer.form() == Form.UNKNOWN && streamed);
        if (!stream || answer.done() || answer.facts().finishReasons().any()) {
            return Stage.BODY;
        }
        return answer.train().anyToken() ? Stage.NEXT_TOKEN : Stage.FIRST_TOKEN;
    }
}
