package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages disagree on where the task is named; a callback only says where to look. */
class CallbackBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":200,"data":{"taskId":"a1","state":"success"},"msg":"done"}          | a1
          {"code":501,"data":{"taskId":"a1","state":"fail","resultJson":null}}        | a1
          {"code":200,"data":{"callbackType":"complete","task_id":"a2","data":[]}}    | a2
          {"code":400,"data":{"callbackType":"error","task_id":"a2","data":null}}     | a2
          {"code":200,"data":{"task_id":"a3","video_id":"v","video_url":"https://f"}} | a3
          {"taskId":"a4","code":200,"msg":"flat"}                                     | a4
          {"code":200,"data":{"info":{"resultUrls":["https://f"]},"taskId":"a5"}}     | a5
          {"code":200,"data":null,"taskId":"a6"}                                      | a6
          {"code":200,"data":{"taskId":17}}                                           | ''
          {"code":200,"data":[]}                                                      | ''
          {"code":200,"data":{"taskId":"cut                                           | ''
          [1,2]                                                                       | ''
          garbage                                                                     | ''
          ''                                                                          | ''
          """)
  void namesTheTaskOrNothing(String body, String task) {
    assertEquals(task, CallbackBody.taskId(Buffer.buffer(body)));
  }
}
