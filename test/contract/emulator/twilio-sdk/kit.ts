import type { TestContext } from "node:test";
import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient";
import type { EmulatorOptions } from "../../../../emulator/index";
import { type Bench, bench } from "../../kit/emulator";

/** Twilio's client, as it is, but for the host that it connects to. */
class Redirected extends twilio.RequestClient {
  readonly #to: string;

  constructor(to: string) {
    super();
    this.#to = to;
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    const uri = options.uri.replace(/^https:\/\/(intelligence|conversations)\.twilio\.com/, this.#to);
    return super.request<T>(Object.assign({}, options, { uri }));
  }
}

/** An emulator, and Twilio's SDK that talks to it. */
export async function client(t: TestContext, options: EmulatorOptions = {}): Promise<Bench & { sdk: twilio.Twilio }> {
  const b = await bench(t, options);
  const { apiKey, apiSecret, accountSid, url } = b.emulator;
  return { ...b, sdk: twilio(apiKey, apiSecret, { accountSid, httpClient: new Redirected(url) }) };
}
