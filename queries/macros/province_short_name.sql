-- 广东 for 广东省 and 广东省深圳市, 内蒙古 for 内蒙古自治区; a name that begins like none of the 34 stays as it is.
create or replace macro province_short_name(name) as
  case
    when left(name, 3) in ('内蒙古', '黑龙江') then left(name, 3)
    when left(name, 2) in (
      '北京', '天津', '上海', '重庆', '河北', '山西', '辽宁', '吉林', '江苏', '浙江', '安徽', '福建', '江西', '山东', '河南', '湖北', '湖南',
      '广东', '海南', '四川', '贵州', '云南', '陕西', '甘肃', '青海', '台湾', '广西', '西藏', '宁夏', '新疆', '香港', '澳门'
    ) then left(name, 2)
    else name
  end;
