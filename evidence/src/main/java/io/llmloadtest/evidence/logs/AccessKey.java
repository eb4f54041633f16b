package io.llmloadtest.evidence.logs;

/**
 * What access lines are counted by.
 *
 * @param method the HTTP method
 * @param path the request target without its query
 * @param status the HTTP status
 */
public record AccessKey(String method, String path, int status) {

    /** Whether it is of a call of the OpenAI API that makes the server work. */
    boolean isCall() {
        return method.equals("POST") && path.contains("/v1/");
    }
}
