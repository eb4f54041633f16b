package io.llmloadtest.simulator;

/**
 * A refusal in vLLM's form.
 *
 * @param status the HTTP status, which the body repeats as {@code code}
 * @param type such as {@code BadRequestError}
 * @param message for people
 * @param param the offending field; empty for none
 * @param value its value as text, which newer versions add to the message; empty for none
 */
record ApiError(int status, String type, String message, String param, String value) {

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequestError", message, "", "");
    }

    static ApiError badField(String message, String param, String value) {
        return new ApiError(400, "BadRequestError", message, param, value);
    }

    static ApiError notFound(String message) {
        return new ApiError(404, "NotFoundError", message, "model", "");
    }
}
