package io.llmloadtest.load.target;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Why a target cannot be tested. {@link #message()} says what happened and what to do next. */
public sealed interface TargetProblem {

    /** The host name has no address. */
    record UnknownHost(String host) implements TargetProblem {}

    /** Nothing listens at the port. */
    record Refused(String origin) implements TargetProblem {}

    /** HTTPS was asked for, but the port speaks something else. */
    record TlsToPlain(String origin) implements TargetProblem {}

    /** HTTP was asked for, but the port speaks TLS. */
    record PlainToTls(String origin) implements TargetProblem {}

    /** The server's certificate is not trusted, or made out to another name. */
    record UntrustedCertificate(String origin) implements TargetProblem {}

    /** The server wants another API key, or one at all. */
    record Unauthorized(int status, boolean keySent) implements TargetProblem {}

    /** There is a web server, but not the API. */
    record NotFound(List<String> tried) implements TargetProblem {}

    /** A web page came where JSON was due. */
    record WebPage(String url, int status) implements TargetProblem {}

    /** Something else than the JSON of an OpenAI API came. */
    record NotOpenAi(String url, String what) implements TargetProblem {}

    /** Another status than 200 came. */
    record BadStatus(String url, int status) implements TargetProblem {}

    /** The server sends us elsewhere; redirects are not followed, for the API key must not follow them. */
    record Redirected(String url, String to) implements TargetProblem {}

    /** The server does not serve the model. */
    record UnknownModel(String wanted, List<String> served) implements TargetProblem {}

    /** No model was named, and there are several. */
    record SeveralModels(List<String> served) implements TargetProblem {}

    /** The server serves no model at all. */
    record NoModel(String url) implements TargetProblem {}

    /** No answer in time. */
    record TimedOut(String url, Duration after) implements TargetProblem {}

    /** The connection failed in another way. */
    record Unreachable(String origin, String words) implements TargetProblem {}

    /** It did not become ready in time. */
    record NotReady(Duration after, String last) implements TargetProblem {}

    /** Others are at work on it, and the test was to have it alone. */
    record InUse(long requests) implements TargetProblem {}

    /** Nobody can tell whether others are at work on it, and the test was to have it alone. */
    record UseUnknown() implements TargetProblem {}

    /** What happened and what to do next, in one or two sentences. */
    default String message() {
        return switch (this) {
            case UnknownHost(String host) ->
                "The host " + host + " is not known. Check the spelling of --server, or your name server.";
            case Refused(String origin) -> "Nothing listens at " + origin
                    + " (connection refused). Start the server, or check host and port of --server.";
            case TlsToPlain(String origin) -> "The server does not speak TLS at " + origin
                    + ". Use http:// instead of https:// in --server.";
            case PlainToTls(String origin) -> "The server speaks TLS at " + origin
                    + ". Use https:// instead of http:// in --server.";
            case UntrustedCertificate(String origin) -> "The certificate of " + origin
                    + " is not trusted or not made out to this name. Name its authority, or use the name it was made for.";
            case Unauthorized(int status, boolean keySent) -> keySent
                    ? "The server refused the API key (HTTP " + status + "). Check --api-key."
                    : "The server wants an API key (HTTP " + status + "). Give it with --api-key or LLM_API_KEY.";
            case NotFound(List<String> tried) -> "The server answered, but there is no OpenAI API: HTTP 404 from "
                    + String.join(" and ", tried) + ". Give the URL before /v1 as --server.";
            case WebPage(String url, int status) -> "A web page came from " + url + " (HTTP " + status
                    + ") instead of JSON. This is a website, a proxy or a log-in page; check --server.";
            case NotOpenAi(String url, String what) -> "The answer of " + url + " is not that of an OpenAI API: " + what
                    + ". Check --server.";
            case BadStatus(String url, int status) -> "The server answered HTTP " + status + " to " + url
                    + ". Look at its log; with --wait-ready the test waits until it can serve.";
            case Redirected(String url, String to) -> "The server redirects " + url + " to " + to
                    + ". Redirects are not followed; give the right address as --server.";
            case UnknownModel(String wanted, List<String> served) ->
                "The model " + wanted + " is not served. There is: "
                        + names(served) + ". Give one of them with --model.";
            case SeveralModels(List<String> served) -> "The server has " + served.size() + " models: " + names(served)
                    + ". Choose one with --model.";
            case NoModel(String url) ->
                "The server lists no model at " + url + ". Load one, or wait with --wait-ready.";
            case TimedOut(String url, Duration after) -> "No answer from " + url + " within " + seconds(after)
                    + ". The server hangs or is still loading; --wait-ready waits for it.";
            case Unreachable(String origin, String words) -> "No connection to " + origin + ": " + words + ".";
            case InUse(long requests) -> "The server is at work for others: " + requests
                    + (requests == 1 ? " request was" : " requests were")
                    + " running, waiting or ending before the test began. Nothing was sent. Wait until it is idle, or leave out --exclusive.";
            case UseUnknown() -> "The server's metrics do not tell whether it is idle. Nothing was sent. "
                    + "Give the right --metrics-url, or leave out --exclusive.";
            case NotReady(Duration after, String last) -> "No completion worked within " + seconds(after)
                    + ". Last answer: " + last;
        };
    }

    private static String names(List<String> served) {
        String shown = served.stream().limit(10).collect(Collectors.joining(", "));
        return served.size() > 10 ? shown + " and " + (served.size() - 10) + " more" : shown;
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}
