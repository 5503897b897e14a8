-- What wrk sends: `wrk … URL -- METHOD BODY FIRST HEADER=VALUE…`. In the body `%START%` stands for a half hour of its
-- own in every request, counted from the one numbered FIRST. Every answer is looked at; a line of JSON tells the end.
local threads, method, body, headers = {}, "GET", nil, {}
local beginning = 1830297600 -- 2028-01-01T00:00:00Z
sent, bad, first_bad = 0, 0, ""

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  method = arguments[1]
  body = arguments[2] ~= "" and arguments[2] or nil
  sent = tonumber(arguments[3])
  for index = 4, #arguments do
    local name, value = arguments[index]:match("^([^=]+)=(.*)$")
    headers[name] = value
  end
end

function request()
  local content = body
  if body ~= nil then
    content = body:gsub("%%START%%", os.date("!%Y-%m-%dT%H:%M:%SZ", beginning + 1800 * sent))
  end
  sent = sent + 1
  return wrk.format(method, nil, headers, content)
end

function response(status, _, content)
  if status < 200 or status > 299 or content:find('"successful":false', 1, true) then
    bad = bad + 1
    if bad == 1 then
      first_bad = status .. " " .. content:sub(1, 200)
    end
  end
end

function done(summary, latency, _)
  local thread, lost = threads[1], summary.errors
  local broken = lost.connect + lost.read + lost.write + lost.timeout
  io.write(string.format(
    '\n{"answers": %d, "seconds": %.6f, "sent": %d, "bad": %d, "broken": %d, "p99": %.3f, "longest": %.3f, "said": "%s"}\n',
    summary.requests, summary.duration / 1e6, thread:get("sent"), thread:get("bad"), broken,
    latency:percentile(99) / 1e3, latency.max / 1e3, (thread:get("first_bad"):gsub('[%c"\\]', "'"))
  ))
end
