package trt.playground.telegram.schema;

import java.util.List;

/** A method of the Bot API and its parameters. */
public record ApiMethod(String name, List<ApiField> fields) {}
